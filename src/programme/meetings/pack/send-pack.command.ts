import { issueDocument } from '#programme/documents'
import type { Ctx } from '#platform'
import { type Result, formatDate, ok, refused } from '#shared'
import { findBody } from '../bodies/bodies.view.ts'
import { findMeeting } from '../meeting/meetings.view.ts'
import { mayRun, notHere, today } from '../meeting/reach.view.ts'
import { isMemberOn } from '../model/body.ts'
import { deedOf } from '../model/deed.ts'
import type { Meeting } from '../model/meeting.ts'
import { add } from '../stores/meetings.store.ts'
import { packOf } from './pack.view.ts'

/** To the members on the day, and whoever belongs to the owner. */
async function distributionOf(ctx: Ctx, meeting: Meeting, from: string) {
  const body = meeting.bodyNo === null ? undefined : await findBody(ctx, meeting.bodyNo)
  const members = (body?.members ?? []).filter((member) => isMemberOn(member, meeting.on))
  return [{ name: from, organisation: meeting.owner }, ...members.map(({ name, personId }) => ({ name, personId }))]
}

/** Issues the pack as it stands under a number, and notes on the meeting that it was sent. What changes later is sent again. */
export async function sendPack(ctx: Ctx, meetingNo: number): Promise<Result<{ documentNo: number }>> {
  const meeting = await findMeeting(ctx, meetingNo)
  if (!meeting || !(await mayRun(ctx, meeting.owner))) return notHere()
  if (meeting.state !== 'planned') return refused('pack', 'The meeting is over: its pack stays as it was sent.')
  const pack = await packOf(ctx, meeting)
  const issued = await issueDocument(
    ctx,
    {
      owner: meeting.owner,
      kind: 'pack',
      title: `Pack: ${meeting.title}, ${formatDate(meeting.on)}`,
      body: pack.body,
      distribution: await distributionOf(ctx, meeting, pack.from),
    },
    async (tx, { documentNo }) => {
      await add(tx, 'meetings.meeting_event', {
        meeting_no: meetingNo,
        event: 'pack-sent',
        on_date: today(ctx),
        starts: null,
        minutes_long: null,
        place: '',
        words: `Document ${documentNo}`,
        ...deedOf(ctx.actor, meeting.owner, ctx.clock.now()),
      })
    },
  )
  return issued.ok ? ok({ documentNo: issued.value.documentNo }) : issued
}
