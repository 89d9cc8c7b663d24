import type { Ctx } from '#platform'
import { formatDate } from '#shared'
import {
  Button,
  CheckboxField,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Route,
  TextAreaField,
  defineRoute,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { noteAttendance } from '../deciding/attendance.command.ts'
import { meetingAddress } from './addresses.ts'
import { attendanceValues, attendeesTyped, isOfPractices, membersThen } from './attendance-typed.ts'
import { type MeetingFacts, meetingFacts } from './facts.view.ts'
import { long, number, several } from './input.ts'
import { quorumWords } from './meeting-body.tsx'
import { noSuchMeeting } from './meeting.page.tsx'
import { crumbs } from './meetings.page.tsx'

function Fields(facts: MeetingFacts): ReactNode {
  const members = membersThen(facts).map(({ memberNo, name }) => ({ value: `m${memberNo}`, text: name }))
  const practices = isOfPractices(facts)
    ? facts.practices.map((code) => ({ value: code, text: `${facts.names.get(code) ?? code} (${code})` }))
    : []
  return (
    <>
      {members.length > 0 && <CheckboxField name="present" label="Members who were there" options={members} />}
      {members.length > 0 && <CheckboxField name="apologies" label="Members who sent apologies" options={members} />}
      {practices.length > 0 && <CheckboxField name="practices" label="Practices that were there" options={practices} />}
      {members.length + practices.length > 0 && (
        <CheckboxField
          name="reported"
          label="Who reported"
          hint="On their practice, or on what they lead"
          options={[...members, ...practices]}
        />
      )}
      <TextAreaField
        name="others"
        label="Who else was there"
        hint="One a line; with the code of the practice they came for: Ann Example, P99001"
        rows={4}
      />
    </>
  )
}

async function attendancePage(
  ctx: Ctx,
  meetingNo: number,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const facts = await meetingFacts(ctx, meetingNo)
  if (!facts?.runs) return noSuchMeeting
  const { meeting } = facts
  const body = (
    <>
      <PageHeading caption={formatDate(meeting.on)}>Who came</PageHeading>
      <p>{quorumWords(facts)}.</p>
      <Form action={meetingAddress(meetingNo, 'attendance')}>
        <Fields {...facts} />
        <Button>Write down who came</Button>
      </Form>
    </>
  )
  return page({
    title: 'Who came',
    body,
    breadcrumbs: [...crumbs, { text: meeting.title, href: meetingAddress(meetingNo) }],
    values: attendanceValues(facts),
    ...problem,
  })
}

const attendanceRoute = defineRoute({
  method: 'GET',
  path: '/meetings/:meeting/attendance',
  permission: 'meeting.run',
  audit: null,
  input: z.object({ meeting: number }),
  handle: (ctx, { meeting }) => attendancePage(ctx, meeting),
})

const noteRoute = defineRoute({
  method: 'POST',
  path: '/meetings/:meeting/attendance',
  permission: 'meeting.run',
  audit: 'meeting.attendance',
  input: z.object({
    meeting: number,
    present: several,
    apologies: several,
    practices: several,
    reported: several,
    others: long,
  }),
  invalid: (ctx, { values, errors }) => attendancePage(ctx, Number(values['meeting']) || 0, { values, errors }),
  async handle(ctx, { meeting, ...typed }) {
    const facts = await meetingFacts(ctx, meeting)
    if (!facts?.runs) return noSuchMeeting
    const done = await noteAttendance(ctx, { meetingNo: meeting, attendees: attendeesTyped(facts, typed) })
    if (done.ok) return redirect(meetingAddress(meeting), 'It is written down who came.')
    if (done.code === 'not-found') return noSuchMeeting
    return attendancePage(ctx, meeting, { errors: { [done.code]: done.message }, values: typed })
  },
})

export const attendanceRoutes: readonly Route[] = [attendanceRoute, noteRoute]
