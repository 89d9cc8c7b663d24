import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Refused, type Result, ok, refused } from '#shared'
import { findItem } from '../agenda/items.view.ts'
import { attendeesOf, findMeeting } from '../meeting/meetings.view.ts'
import { mayRun, notHere, today } from '../meeting/reach.view.ts'
import { deedOf, refuseWords } from '../model/deed.ts'
import {
  type Attendee,
  type Item,
  type Meeting,
  type Outcome,
  isSettled,
  quorumOf,
  standingDecision,
} from '../model/meeting.ts'
import { add, addDecision, lockItem } from '../stores/meetings.store.ts'
import { bodyBefore } from './declare-conflict.command.ts'

export interface ItemDecision {
  readonly itemNo: number
  readonly outcome: Outcome
  readonly words: string
  /** The members who took it. */
  readonly deciders: readonly number[]
}

const isConflicted = (item: Item, memberNo: number): boolean => item.conflicts.some((one) => one.memberNo === memberNo)

/** The members who were there and have no interest in an item: who may decide it. */
export const mayDecide = (item: Item, attendees: readonly Attendee[]): (Attendee & { memberNo: number })[] =>
  attendees.flatMap((one) =>
    one.memberNo !== null && one.presence === 'present' && !isConflicted(item, one.memberNo)
      ? [{ ...one, memberNo: one.memberNo }]
      : [],
  )

function refuseDeciders(item: Item, attendees: readonly Attendee[], deciders: readonly number[]): Refused | undefined {
  const conflicted = item.conflicts.find(({ memberNo }) => deciders.includes(memberNo))
  if (conflicted)
    return refused('deciders', `${conflicted.name} has declared an interest in this item and does not decide it.`)
  const fit = new Set(mayDecide(item, attendees).map(({ memberNo }) => memberNo))
  return deciders.every((memberNo) => fit.has(memberNo))
    ? undefined
    : refused('deciders', 'Only members who were there decide. Write down first who came.')
}

interface Before {
  readonly item: Item
  readonly meeting: Meeting
  readonly attendees: readonly Attendee[]
}

/** How many decide: at a general meeting the practices that are there, at any other the members who are named. */
const countDeciding = ({ meeting, attendees }: Before, deciders: readonly number[]): number =>
  meeting.kind === 'general-meeting' ? quorumOf(attendees, 1, meeting.kind).present : new Set(deciders).size

/** To agree or refuse takes the quorum of those without an interest; to put off or to note takes any. */
async function refuseQuorum(
  ctx: Ctx,
  before: Before,
  { outcome, deciders }: ItemDecision,
): Promise<Refused | undefined> {
  if (outcome === 'deferred' || outcome === 'noted') return undefined
  const needed = (await bodyBefore(ctx, before.item))?.terms.quorum ?? 1
  const there = countDeciding(before, deciders)
  if (there >= needed) return undefined
  const who = before.meeting.kind === 'general-meeting' ? 'practice' : 'member'
  return refused(
    'deciders',
    `${there} ${there === 1 ? `${who} decides` : `${who}s decide`}, and ${needed} must. ` +
      'Put it off to the next meeting, or name all who decided.',
  )
}

async function refuseDecision(ctx: Ctx, item: Item, decision: ItemDecision): Promise<Refused | undefined> {
  if (item.meetingNo === null) return refused('outcome', 'It is on no agenda. Put it on one first.')
  if (item.conflicts.some(({ personId }) => personId !== null && personId === ctx.actor.userId))
    return refused(
      'outcome',
      'You declared an interest in this item and have left its decision. Somebody else writes down what was decided.',
    )
  if (isSettled(item))
    return refused('outcome', `It is decided: ${standingDecision(item)!.words} Take that back first.`)
  const meeting = (await findMeeting(ctx, item.meetingNo))!
  const attendees = (await attendeesOf(ctx, [item.meetingNo])).get(item.meetingNo)!
  const wrong = refuseDeciders(item, attendees, decision.deciders)
  return wrong ?? (await refuseQuorum(ctx, { item, meeting, attendees }, decision))
}

async function writeDecision(ctx: Ctx, tx: Database, item: Item, decision: ItemDecision): Promise<number> {
  const decisionNo = await addDecision(tx, {
    item_no: item.itemNo,
    meeting_no: item.meetingNo!,
    outcome: decision.outcome,
    words: decision.words.trim(),
    ...deedOf(ctx.actor, item.owner, ctx.clock.now()),
  })
  const deciders = [...new Set(decision.deciders)]
  await add(
    tx,
    'meetings.decider',
    ...deciders.map((memberNo) => ({ decision_no: decisionNo, member_no: memberNo, owner: item.owner })),
  )
  return decisionNo
}

/** Writes down what a meeting decided about an item, and who did. Nobody with an interest in it decides or writes. */
export async function decideItem(ctx: Ctx, decision: ItemDecision): Promise<Result<{ decisionNo: number }>> {
  const found = await findItem(ctx, decision.itemNo)
  if (!found || !(await mayRun(ctx, found.owner))) return notHere()
  if (decision.words.trim() === '') return refused('words', 'Say in words what was decided.')
  const wrong = refuseWords({ words: decision.words }, today(ctx), 4_000)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockItem(tx, decision.itemNo)
    const inTx = { ...ctx, db: tx }
    const item = (await findItem(inTx, decision.itemNo))!
    const refusal = await refuseDecision(inTx, item, decision)
    if (refusal) return refusal
    const decisionNo = await writeDecision(ctx, tx, item, decision)
    await ctx.audit(tx, 'agenda.decide', `item ${item.itemNo}`, {
      meeting: item.meetingNo,
      outcome: decision.outcome,
      deciders: decision.deciders.length,
    })
    return ok({ decisionNo })
  })
}

/** Takes back what was written down as decided; it stays on record with the reason. */
export async function takeDecisionBack(
  ctx: Ctx,
  { itemNo, words }: { readonly itemNo: number; readonly words: string },
): Promise<Result<{ itemNo: number }>> {
  const found = await findItem(ctx, itemNo)
  if (!found || !(await mayRun(ctx, found.owner))) return notHere()
  if (words.trim() === '') return refused('back', 'Say in a few words why it is taken back.')
  const wrong = refuseWords({ back: words }, today(ctx), 1_000)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockItem(tx, itemNo)
    const decision = standingDecision((await findItem({ ...ctx, db: tx }, itemNo))!)
    if (!decision) return refused('back', 'Nothing was decided about it yet.')
    await add(tx, 'meetings.decision_end', {
      decision_no: decision.decisionNo,
      words: words.trim(),
      ...deedOf(ctx.actor, found.owner, ctx.clock.now()),
    })
    await ctx.audit(tx, 'agenda.take-back', `item ${itemNo}`, { decision: decision.decisionNo })
    return ok({ itemNo })
  })
}
