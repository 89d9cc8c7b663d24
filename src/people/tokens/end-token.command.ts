import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { type RecordedToken, stateOf } from './token.ts'
import { findToken, insertTokenEnd } from './token.store.ts'

/** Of whoever asks, or of anybody for whoever looks after people. */
const mayEnd = ({ scope }: Ctx, { personId }: RecordedToken): boolean =>
  scope.personId === personId || mayDo(scope, 'person.change')

/**
 * Takes a token back: it opens nothing from the next request on. `personId` is whose it must be. What is not theirs to end is not
 * there for them.
 */
export const endToken = (
  ctx: Ctx,
  { tokenId, personId }: { readonly tokenId: string; readonly personId: string },
): Promise<Result<RecordedToken, 'no-token' | 'over'>> =>
  ctx.transaction(async (tx) => {
    const token = await findToken(tx, tokenId)
    if (!token || token.personId !== personId || !mayEnd(ctx, token))
      return refused('no-token', 'There is no such token here. The list of tokens has them all.')
    const at = ctx.clock.now()
    const isOpen = stateOf(token, at) === 'open'
    if (!isOpen || !(await insertTokenEnd(tx, tokenId, { at, by: ctx.actor.name })))
      return refused('over', `The token “${token.name}” opens nothing any more already.`)
    await ctx.audit(tx, 'token.end', `person ${personId}`, { tokenId, name: token.name })
    return ok({ ...token, endedAt: at })
  })
