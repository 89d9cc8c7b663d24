import { settleFindings, withdrawChallenged } from '#activity/validation'
import type { Ctx } from '#platform'
import { type Pence, type Refused, type Result, findPatientData, ok, patientDataRefusal, refused } from '#shared'
import type { Challenge } from '../model/challenge.ts'
import { checkMove } from '../model/moves.ts'
import { isOver } from '../model/standing.ts'
import { type NewEvent, letGo } from '../stores/challenge.store.ts'
import { type Asked, type ChangeRefusal, type Held, changeChallenge, oneMove } from './change-challenge.command.ts'

export type DecideRefusal = ChangeRefusal | 'names-patient' | 'no-words' | 'findings-changed'

type Decided = Promise<Result<Challenge, DecideRefusal>>

export interface AskedItem extends Asked {
  readonly itemNo: number
}

/** Words that go out of the house name nobody. */
function guard(words: string | undefined, needed?: string): Refused<'names-patient' | 'no-words'> | undefined {
  const named = findPatientData(words ?? '')
  if (named.length > 0) return refused('names-patient', patientDataRefusal('words', named))
  return needed !== undefined && !words ? refused('no-words', needed) : undefined
}

const say = (words: string | undefined): { words?: string } => (words ? { words } : {})

async function settle(
  ctx: Ctx,
  { tx, standing, challenge }: Held,
  settled: readonly { itemNo: number; acceptedPence: Pence; words?: string }[],
): Promise<Result<readonly NewEvent[], DecideRefusal>> {
  for (const { itemNo, acceptedPence } of settled) {
    const checked = checkMove(standing, { move: 'settle', itemNo, acceptedPence }, challenge.head.tolerancePence)
    if (!checked.ok) return checked
  }
  const findings = settled.map(({ itemNo, acceptedPence }) => ({
    findingId: challenge.items.find((item) => item.itemNo === itemNo)!.findingId,
    acceptedPence,
  }))
  const done = await settleFindings(tx, ctx, findings)
  if (!done.ok) return refused('findings-changed', done.message)
  return ok(settled.map((one) => ({ event: 'settled' as const, side: 'us' as const, ...one })))
}

export interface Settlement extends AskedItem {
  /** What is given back for it: what the provider offered; for one that was escalated what came of that. 0 accepts a rejection. */
  readonly acceptedPence: Pence
  readonly words?: string
}

/** Settles an item. With it its finding is settled: what was accepted is not paid, and the rest of the line is. */
export async function settleItem(ctx: Ctx, { acceptedPence, words, ...asked }: Settlement): Decided {
  const wrong = guard(words)
  if (wrong) return wrong
  return changeChallenge<DecideRefusal>(ctx, {
    ...asked,
    side: 'us',
    action: 'challenge.settle',
    detail: { item: asked.itemNo, acceptedPence },
    decide: (held) => settle(ctx, held, [{ itemNo: asked.itemNo, acceptedPence, ...say(words) }]),
  })
}

export interface Settlements extends Asked {
  readonly settled: readonly { readonly itemNo: number; readonly acceptedPence: Pence }[]
}

/** Settles several items in one step, all or none: one by one each would read the whole challenge anew. */
export const settleItems = (ctx: Ctx, { settled, ...asked }: Settlements): Decided =>
  changeChallenge<DecideRefusal>(ctx, {
    ...asked,
    side: 'us',
    action: 'challenge.settle',
    detail: { items: settled.length },
    decide: (held) => settle(ctx, held, settled),
  })

/** Settles every item that the provider accepted in full, with what it accepted. */
export const settleAccepted = (ctx: Ctx, asked: Asked): Decided =>
  changeChallenge<DecideRefusal>(ctx, {
    ...asked,
    side: 'us',
    action: 'challenge.settle',
    detail: { items: 'accepted' },
    async decide(held) {
      const accepted = held.standing.items.filter(({ state }) => state === 'accepted')
      if (accepted.length === 0)
        return refused('not-now', 'There is no item that the provider accepted in full and that is not settled yet.')
      return settle(
        ctx,
        held,
        accepted.map(({ itemNo, claimedPence }) => ({ itemNo, acceptedPence: claimedPence })),
      )
    },
  })

/** Takes a rejection, or an acceptance in part, to whoever decides between the two sides. */
export async function escalateItem(ctx: Ctx, { words, ...asked }: AskedItem & { words?: string }): Decided {
  const wrong = guard(words, 'Say why it is escalated: what the provider says and why that is not right.')
  if (wrong) return wrong
  const { itemNo } = asked
  return changeChallenge<DecideRefusal>(ctx, {
    ...asked,
    side: 'us',
    action: 'challenge.escalate',
    detail: { item: itemNo },
    decide: oneMove({ move: 'escalate', itemNo }, { event: 'escalated', side: 'us', itemNo, ...say(words) }),
  })
}

/** Answers a provider that asked for more: the item is theirs to answer again. */
export async function giveInformation(ctx: Ctx, { words, ...asked }: AskedItem & { words?: string }): Decided {
  const wrong = guard(
    words,
    'Write the information that the provider asked for, without anything that names a patient.',
  )
  if (wrong) return wrong
  const { itemNo } = asked
  return changeChallenge<DecideRefusal>(ctx, {
    ...asked,
    side: 'us',
    action: 'challenge.inform',
    detail: { item: itemNo },
    decide: oneMove(
      { move: 'give-information', itemNo },
      { event: 'information-given', side: 'us', itemNo, ...say(words) },
    ),
  })
}

async function release(
  ctx: Ctx,
  { tx, standing, challenge }: Held,
  itemNos: readonly number[],
): Promise<Result<void, DecideRefusal>> {
  const ids = challenge.items.filter(({ itemNo }) => itemNos.includes(itemNo)).map(({ findingId }) => findingId)
  await letGo(tx, challenge.head.challengeId, ids)
  if (!standing.sentAt || ids.length === 0) return ok(undefined)
  const done = await withdrawChallenged(tx, ctx, ids)
  return done.ok ? done : refused('findings-changed', done.message)
}

/** Takes an item out: of a draft without a word, of one that was sent with the reason. Its finding is open again. */
export async function withdrawItem(ctx: Ctx, { words, ...asked }: AskedItem & { words?: string }): Decided {
  const wrong = guard(words)
  if (wrong) return wrong
  const { itemNo } = asked
  return changeChallenge<DecideRefusal>(ctx, {
    ...asked,
    side: 'us',
    action: 'challenge.withdraw-item',
    detail: { item: itemNo },
    async decide(held) {
      const move = held.standing.sentAt ? 'withdraw-item' : 'drop-item'
      const checked = checkMove(held.standing, { move, itemNo }, held.challenge.head.tolerancePence)
      const done = checked.ok ? await release(ctx, held, [itemNo]) : checked
      if (!done.ok) return done
      return ok([
        { event: held.standing.sentAt ? 'item-withdrawn' : 'item-dropped', side: 'us', itemNo, ...say(words) },
      ])
    },
  })
}

/** Takes all of it back but what is settled. Its findings are open again, and may be challenged anew. */
export async function withdrawChallenge(ctx: Ctx, { words, ...asked }: Asked & { words?: string }): Decided {
  const wrong = guard(words)
  if (wrong) return wrong
  return changeChallenge<DecideRefusal>(ctx, {
    ...asked,
    side: 'us',
    action: 'challenge.withdraw',
    async decide(held) {
      const checked = checkMove(held.standing, { move: 'withdraw' }, held.challenge.head.tolerancePence)
      if (!checked.ok) return checked
      const open = held.standing.items.filter((item) => !isOver(item)).map(({ itemNo }) => itemNo)
      const done = await release(ctx, held, open)
      return done.ok ? ok([{ event: 'withdrawn', side: 'us', ...say(words) }]) : done
    },
  })
}

/** Waits for the practices before it goes out, or no longer. */
export const askPractices = (ctx: Ctx, asked: Asked & { readonly wait: boolean }): Decided => {
  const { wait, ...of } = asked
  return changeChallenge<DecideRefusal>(ctx, {
    ...of,
    side: 'us',
    action: 'challenge.query',
    decide: oneMove(
      { move: wait ? 'ask-practices' : 'end-query' },
      { event: wait ? 'query-asked' : 'query-ended', side: 'us' },
    ),
  })
}
