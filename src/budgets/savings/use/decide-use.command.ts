import type { Database } from '#db'
import type { Ctx } from '#platform'
import {
  type Permission,
  type Refused,
  type Result,
  dayInLondon,
  formatPence,
  mayDo,
  ok,
  refused,
  toPence,
} from '#shared'
import { roomLeft } from '../account/room-left.view.ts'
import { lockSavings, lockUse } from '../stores/locks.store.ts'
import { deedOf, personKey } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { type Body, type Use, barredFrom, isOpen, stageOf } from './use.ts'
import { insertUseEvent } from './use.store.ts'
import { bodyWords, stageWords } from './use-words.ts'
import { findUse } from './uses.view.ts'

/** `conflict`: whoever declares one leaves the decision, and nobody can take that back. */
export type Decision = 'agreed' | 'refused' | 'conflict'

export interface UseDecision {
  readonly useNo: number
  /** The body in whose name it is decided: the one that the use was before when it was looked at. */
  readonly body: Body
  readonly decision: Decision
  readonly words: string
}

export type DecideRefusal = WordsRefusal | 'not-found' | 'changed' | 'barred' | 'too-much'

const notFound = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such use here that you may decide about. Check its number.')

export const permissionOf = (body: Body): Permission => (body === 'group' ? 'savings.agree' : 'savings.approve')

const barredWords = {
  proposer: 'You proposed this use yourself. Somebody else decides about it.',
  conflict: 'You declared a conflict of interest and have left this decision.',
  decided: 'You have decided about this use already. Each body decides by somebody else.',
} as const

/** A group decides about uses of its own members. */
const isOwnGroup = ({ scope, actor }: Ctx, use: Use, body: Body): boolean =>
  body !== 'group' || scope.permissions === 'all' || actor.post?.organisation === use.group

/**
 * What the board approves is promised: once the year is closed it must be there. Before, it is agreed in principle, and drawn when
 * it is there.
 */
async function refuseBeyond(ctx: Ctx, tx: Database, use: Use): Promise<Refused<'too-much'> | undefined> {
  const room = await roomLeft({ ...ctx, db: tx }, use, dayInLondon(ctx.clock.now()))
  if (!room.isClosed || use.amountPence <= room.leftPence) return undefined
  const left = formatPence(toPence(room.leftPence))
  if (ctx.scope.smallNumbers !== 'shown')
    return refused('too-much', 'Less is left than this use takes. Refuse it, and have it proposed again with less.')
  return refused(
    'too-much',
    `${use.practice} has ${left} left that is not promised to another use, and this one takes ` +
      `${formatPence(use.amountPence)}. Refuse it, and have it proposed again with less.`,
  )
}

async function refuseDecision(
  ctx: Ctx,
  tx: Database,
  { useNo, body, decision }: UseDecision,
): Promise<Refused<DecideRefusal> | Use> {
  const use = await findUse({ ...ctx, db: tx }, useNo)
  if (!use || !isOwnGroup(ctx, use, body)) return notFound()
  const stage = stageOf(use)
  if (stage !== body)
    return refused('changed', `This use is not before ${bodyWords[body]} any more: ${stageWords[stage].toLowerCase()}.`)
  const barred = barredFrom(use, personKey(ctx.actor))
  if (barred) return refused('barred', barredWords[barred])
  return (decision === 'agreed' && body === 'board' ? await refuseBeyond(ctx, tx, use) : undefined) ?? use
}

/**
 * Group, executive and board decide about a use, in this order and each by somebody else. Whoever declares a conflict has left the
 * decision, and another of the same body decides. Refusing and leaving are said with words.
 */
export async function decideUse(ctx: Ctx, decision: UseDecision): Promise<Result<{ useNo: number }, DecideRefusal>> {
  const { useNo, body } = decision
  const found = await findUse(ctx, useNo)
  if (!found || !isOpen(body) || !mayDo(ctx.scope, permissionOf(body))) return notFound()
  const said = decision.words.trim()
  const why = decision.decision === 'conflict' ? 'Say what the conflict is.' : 'Say in a few words why it is refused.'
  const wrong = refuseWords(said, why, decision.decision !== 'agreed')
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockSavings(tx, found.commissioner)
    await lockUse(tx, useNo)
    const use = await refuseDecision(ctx, tx, decision)
    if ('code' in use) return use
    await insertUseEvent(tx, {
      use_no: useNo,
      commissioner: use.commissioner,
      practice: use.practice,
      body,
      event: decision.decision,
      words: said || null,
      ...deedOf(ctx.actor, ctx.clock.now()),
    })
    const action = { agreed: 'savings.approve', refused: 'savings.refuse', conflict: 'savings.conflict' } as const
    const about = { body, amount: formatPence(use.amountPence) }
    await ctx.audit(tx, action[decision.decision], `use ${useNo}`, about, said === '' ? {} : { purpose: said })
    return ok({ useNo })
  })
}
