import { type Ctx, actingAs } from '#platform'
import { type Refused, refused } from '#shared'
import { type Reply, redirect } from '#ui'
import { nextOf } from './next-page.ts'
import type { SignInSetting } from './sign-in-setting.ts'

/** By what somebody proved who they are. */
export type ComingBy = 'passphrase' | 'code' | 'spare code' | 'passkey' | 'provider' | 'demonstration'

export interface Came {
  readonly personId: string
  readonly cookies: readonly string[]
  readonly by: ComingBy
  readonly next: string | undefined
}

const shutOut = refused(
  'shut-out',
  'You cannot sign in here at present. Ask an administrator of this installation why, and whether you may.',
)

/**
 * Keeps a sign-in that failed. `about` never is what was typed: a person, or the key under which an address is kept. What is held
 * back, or comes without anything that was tried, is not kept: a stranger could make the journal as long as they like.
 */
export const keepRefusal = (ctx: Ctx, about: string, by: ComingBy): Promise<void> =>
  ctx.transaction((tx) => ctx.audit(tx, 'sign-in.refused', about, { by }))

/**
 * Sends somebody whose session has just begun to where they were going, and keeps that they came. Whoever was shut out proved who they are
 * all the same: they are told, and their session ends before it was used.
 */
export async function comeIn(
  { signIn, findPerson }: SignInSetting,
  ctx: Ctx,
  { personId, cookies, by, next }: Came,
): Promise<Reply | Refused<'shut-out'>> {
  const person = await findPerson(ctx, personId)
  if (!person) {
    await ctx.transaction(async (tx) => {
      await signIn.endSessions(tx, personId, { allBut: null })
      await ctx.audit(tx, 'sign-in.refused', `person ${personId}`, { by, because: 'shut out' })
    })
    return shutOut
  }
  const own = actingAs(ctx, { actor: { name: person.name, userId: personId }, requestId: ctx.requestId })
  await own.transaction((tx) => own.audit(tx, 'sign-in', `person ${personId}`, { by }))
  return redirect(nextOf(next), undefined, cookies)
}

export const isReply = (came: Reply | Refused): came is Reply => 'kind' in came
