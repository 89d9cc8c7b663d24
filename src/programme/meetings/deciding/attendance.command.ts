import type { Ctx } from '#platform'
import { type Result, ok, refused } from '#shared'
import { attendeesOf, findMeeting } from '../meeting/meetings.view.ts'
import { mayRun, notHere, today } from '../meeting/reach.view.ts'
import { findBody } from '../bodies/bodies.view.ts'
import { deedOf, refuseWords } from '../model/deed.ts'
import type { Attendee, Presence } from '../model/meeting.ts'
import { add } from '../stores/meetings.store.ts'

export interface AttendeeToNote {
  readonly memberNo: number | null
  readonly name: string
  readonly organisation: string | null
  readonly presence: Presence
  readonly reported: boolean
}

const keyOf = ({ memberNo, name, organisation }: Pick<Attendee, 'memberNo' | 'name' | 'organisation'>): string =>
  memberNo === null ? `${name}${organisation ?? ''}` : `m${memberNo}`

const isSame = (a: AttendeeToNote, b: AttendeeToNote | Attendee | undefined): boolean =>
  b?.presence === a.presence && b.reported === a.reported

/** Members are those of the body; whoever else is named is of an organisation that takes part, or of none. */
async function refuseAttendees(ctx: Ctx, bodyNo: number | null, attendees: readonly AttendeeToNote[]) {
  const body = bodyNo === null ? undefined : await findBody(ctx, bodyNo)
  const known = new Set(body?.members.map(({ memberNo }) => memberNo))
  if (attendees.some(({ memberNo }) => memberNo !== null && !known.has(memberNo))) return notHere()
  if (attendees.some(({ name }) => name.trim() === '' || name.length > 200))
    return refused('others', 'Write who else was there, one name a line.')
  return refuseWords({ others: attendees.map(({ name }) => name).join('\n') }, today(ctx))
}

/**
 * Writes down who came. Only what is new or changed is added, so that it can be written down twice, by two people, or put right later.
 * What was decided before stays as it was written down.
 */
export async function noteAttendance(
  ctx: Ctx,
  { meetingNo, attendees }: { readonly meetingNo: number; readonly attendees: readonly AttendeeToNote[] },
): Promise<Result<{ noted: number }>> {
  const meeting = await findMeeting(ctx, meetingNo)
  if (!meeting || !(await mayRun(ctx, meeting.owner))) return notHere()
  if (meeting.state === 'cancelled') return refused('others', 'This meeting was cancelled: nobody came.')
  const wrong = await refuseAttendees(ctx, meeting.bodyNo, attendees)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const before = new Map(
      (await attendeesOf({ ...ctx, db: tx }, [meetingNo])).get(meetingNo)!.map((one) => [keyOf(one), one]),
    )
    const news = attendees.filter((one) => !isSame(one, before.get(keyOf(one))))
    const deed = deedOf(ctx.actor, meeting.owner, ctx.clock.now())
    await add(
      tx,
      'meetings.attendance',
      ...news.map(({ memberNo, name, organisation, presence, reported }) => ({
        meeting_no: meetingNo,
        member_no: memberNo,
        name: name.trim(),
        organisation,
        presence,
        reported,
        ...deed,
      })),
    )
    await ctx.audit(tx, 'meeting.attendance', `meeting ${meetingNo}`, { noted: news.length })
    return ok({ noted: news.length })
  })
}
