import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { findItem } from '../agenda/items.view.ts'
import { findBody } from '../bodies/bodies.view.ts'
import { findMeeting } from '../meeting/meetings.view.ts'
import { mayRun, notHere, today } from '../meeting/reach.view.ts'
import type { Body, Member } from '../model/body.ts'
import { deedOf, refuseWords } from '../model/deed.ts'
import { type Item, standingDecision } from '../model/meeting.ts'
import { add, lockItem } from '../stores/meetings.store.ts'

/** The body before which an item is: that of its meeting, or its own while it waits. */
export async function bodyBefore(ctx: Ctx, item: Item): Promise<Body | undefined> {
  const meeting = item.meetingNo === null ? undefined : await findMeeting(ctx, item.meetingNo)
  const bodyNo = meeting?.bodyNo ?? item.bodyNo
  return bodyNo === null || bodyNo === undefined ? undefined : findBody(ctx, bodyNo)
}

export interface Interest {
  readonly itemNo: number
  readonly memberNo: number
  readonly words: string
}

const isOwn = (ctx: Ctx, member: Member): boolean =>
  member.personId !== null && member.personId === ctx.actor.userId && mayDo(ctx.scope, 'meeting.attend')

/**
 * A member says that they have an interest in an item, or whoever runs the meeting writes down what they said. From then on they neither
 * decide it nor write down what was decided, and nobody takes that back.
 */
export async function declareConflict(
  ctx: Ctx,
  { itemNo, memberNo, words }: Interest,
): Promise<Result<{ itemNo: number }>> {
  const item = await findItem(ctx, itemNo)
  const member = item && (await bodyBefore(ctx, item))?.members.find((one) => one.memberNo === memberNo)
  if (!item || !member || !(isOwn(ctx, member) || (await mayRun(ctx, item.owner)))) return notHere()
  if (words.trim() === '') return refused('interest', 'Say in a few words what the interest is.')
  const wrong = refuseWords({ interest: words }, today(ctx), 1_000)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockItem(tx, itemNo)
    const now = await findItem({ ...ctx, db: tx }, itemNo)
    if (now!.conflicts.some((one) => one.memberNo === memberNo))
      return refused('interest', `${member.name} has declared an interest in this item already.`)
    if (standingDecision(now!)?.deciders.some((one) => one.memberNo === memberNo))
      return refused(
        'interest',
        `${member.name} has decided this item. Take the decision back first; the others then decide it again.`,
      )
    const deed = deedOf(ctx.actor, item.owner, ctx.clock.now())
    await add(tx, 'meetings.conflict', { item_no: itemNo, member_no: memberNo, words: words.trim(), ...deed })
    await ctx.audit(tx, 'agenda.conflict', `item ${itemNo}`, { member: memberNo })
    return ok({ itemNo })
  })
}
