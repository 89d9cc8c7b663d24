import { organisationNames, ownersFor, practicesOf } from '#organisations'
import type { Ctx } from '#platform'
import { listActions } from '../actions/actions.view.ts'
import { listItems } from '../agenda/items.view.ts'
import { findBody } from '../bodies/bodies.view.ts'
import { attendeesOf, findMeeting, notesOf } from '../meeting/meetings.view.ts'
import { mayRun } from '../meeting/reach.view.ts'
import { minutesOf } from '../minutes/minutes.view.ts'

/** Everything that is known of a meeting, for its pages. */
export async function meetingFacts(ctx: Ctx, meetingNo: number) {
  const meeting = await findMeeting(ctx, meetingNo)
  if (!meeting) return undefined
  return {
    meeting,
    body: meeting.bodyNo === null ? undefined : await findBody(ctx, meeting.bodyNo),
    items: await listItems(ctx, { meetingNo }),
    attendees: (await attendeesOf(ctx, [meetingNo])).get(meetingNo)!,
    actions: await listActions(ctx, { meetingNo }),
    notes: await notesOf(ctx, meetingNo),
    minutes: await minutesOf(ctx, meetingNo),
    owners: await ownersFor(ctx),
    names: await organisationNames(ctx.db),
    practices: await practicesOf(ctx.db, meeting.owner, meeting.on),
    runs: await mayRun(ctx, meeting.owner),
  }
}

export type MeetingFacts = NonNullable<Awaited<ReturnType<typeof meetingFacts>>>
