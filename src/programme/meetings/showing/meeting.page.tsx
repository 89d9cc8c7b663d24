import { type Owner, ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import type { Table } from '#shared'
import {
  Button,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { addMeetingAction } from '../actions/actions.command.ts'
import { addAgendaItem } from '../agenda/agenda.command.ts'
import { listBodies } from '../bodies/bodies.view.ts'
import { addNotes, changeMeeting, planMeeting } from '../meeting/plan-meeting.command.ts'
import { today } from '../meeting/reach.view.ts'
import type { Body } from '../model/body.ts'
import { meetingKindWords, meetingKinds, noteKinds, purposes } from '../model/meeting.ts'
import { itemAddress, meetingAddress, newMeetingAddress } from './addresses.ts'
import { type MeetingFacts, meetingFacts } from './facts.view.ts'
import { askedNumber, code, day, dayHint, hour, long, number, optionalNumber, short } from './input.ts'
import { itemPage } from './item.page.tsx'
import { MeetingBody } from './meeting-body.tsx'
import { actionsTable, agendaTable, attendanceTable, notesTable, onlyColumns } from './meetings-tables.ts'
import { crumbs } from './meetings.page.tsx'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

export const noSuchMeeting = notFound('There is no such meeting that you may see. Look in the list of meetings.')

function tablesOf(facts: MeetingFacts, ctx: Ctx) {
  const agenda = agendaTable(facts.items, facts.meeting.meetingNo)
  const actions = actionsTable(facts.actions, { owners: facts.owners, day: today(ctx) })
  return {
    agenda,
    actions,
    agendaShown: onlyColumns(agenda, ['position', 'title', 'purpose', 'papers', 'interests', 'state', 'decision']),
    actionsShown: onlyColumns(actions, ['words', 'who', 'due', 'state']),
    attendance: attendanceTable(facts.attendees, facts.names),
    notes: notesTable(facts.notes),
  }
}
export type MeetingTablesShown = Readonly<Record<keyof ReturnType<typeof tablesOf>, Table>>

async function meetingPage(ctx: Ctx, meetingNo: number, problem: Problem = {}): Promise<Reply> {
  const facts = await meetingFacts(ctx, meetingNo)
  if (!facts) return noSuchMeeting
  const tables = tablesOf(facts, ctx)
  return page({
    title: facts.meeting.title,
    body: <MeetingBody facts={facts} tables={tables} />,
    tables: [tables.agenda, tables.actions, tables.attendance, tables.notes],
    breadcrumbs: crumbs,
    ...problem,
  })
}

const again = (ctx: Ctx, { values, errors }: { values: FormValues; errors: FormErrors }): Promise<Reply> =>
  meetingPage(ctx, Number(values['meeting']) || 0, { values, errors })

const meetingRoute = defineRoute({
  method: 'GET',
  path: '/meetings/:meeting',
  permission: 'programme.read',
  audit: null,
  input: z.object({ meeting: number }),
  handle: (ctx, { meeting }) => meetingPage(ctx, meeting),
})

const agendaRoute = defineRoute({
  method: 'POST',
  path: '/meetings/:meeting/agenda',
  permission: 'meeting.run',
  audit: 'agenda.add',
  input: z.object({
    meeting: number,
    title: short,
    words: long,
    purpose: z.enum(purposes, 'Choose what for.'),
    presenter: short,
  }),
  invalid: again,
  async handle(ctx, { meeting, ...item }) {
    const done = await addAgendaItem(ctx, { meetingNo: meeting, ...item })
    if (done.ok) return redirect(itemAddress(done.value.itemNo), 'It is on the agenda. Add its papers here.')
    if (done.code === 'not-found') return noSuchMeeting
    return meetingPage(ctx, meeting, {
      errors: { [done.code === 'meeting' ? 'title' : done.code]: done.message },
      values: item,
    })
  },
})

/** The form stands on the page of the meeting and of each of its items; what is wrong is told where it was typed. */
const actionAgain = (ctx: Ctx, { values, errors }: { values: FormValues; errors: FormErrors }): Promise<Reply> => {
  const itemNo = Number(values['item'] ?? '')
  return itemNo > 0 ? itemPage(ctx, itemNo, { values, errors }) : again(ctx, { values, errors })
}

const actionsRoute = defineRoute({
  method: 'POST',
  path: '/meetings/:meeting/actions',
  permission: 'meeting.run',
  audit: 'action.add',
  input: z.object({ meeting: number, item: optionalNumber.default(null), action: short, who: short, due: day }),
  invalid: actionAgain,
  async handle(ctx, { meeting, item, action, who, due }) {
    const facts = await meetingFacts(ctx, meeting)
    if (!facts) return noSuchMeeting
    const { owner } = facts.meeting
    const done = await addMeetingAction(ctx, { owner, meetingNo: meeting, itemNo: item, words: action, who, due })
    if (done.ok)
      return redirect(item === null ? meetingAddress(meeting) : itemAddress(item), 'The action is written down.')
    if (done.code === 'not-found') return noSuchMeeting
    const values = { meeting: String(meeting), item: String(item ?? ''), action, who, due }
    return actionAgain(ctx, { values, errors: { [done.code]: done.message } })
  },
})

const notesRoute = defineRoute({
  method: 'POST',
  path: '/meetings/:meeting/notes',
  permission: 'meeting.run',
  audit: 'meeting.note',
  input: z.object({ meeting: number, note_kind: z.enum(noteKinds, 'Choose what it is.'), lines: long }),
  invalid: again,
  async handle(ctx, { meeting, note_kind: kind, lines }) {
    const done = await addNotes(ctx, { meetingNo: meeting, kind, lines: lines.split(/\r\n|\r|\n/) })
    if (done.ok) return redirect(meetingAddress(meeting), 'It is written down.')
    if (done.code === 'not-found') return noSuchMeeting
    return meetingPage(ctx, meeting, { errors: { [done.code]: done.message }, values: { note_kind: kind, lines } })
  },
})

const changeRoute = defineRoute({
  method: 'POST',
  path: '/meetings/:meeting/change',
  permission: 'meeting.run',
  audit: 'meeting.change',
  input: z.object({
    meeting: number,
    event: z.enum(['held', 'moved', 'cancelled'], 'Choose what happened.'),
    on: day,
    starts: hour,
    long: z.coerce.number().int(),
    place: short,
    change_words: short,
  }),
  invalid: again,
  async handle(ctx, { meeting, event, on, starts, long: minutesLong, place, change_words: words }) {
    const moved = event === 'moved' ? { on, starts, minutesLong, place } : {}
    const done = await changeMeeting(ctx, { meetingNo: meeting, event, words, ...moved })
    if (done.ok) return redirect(meetingAddress(meeting), 'It is written down.')
    if (done.code === 'not-found') return noSuchMeeting
    const values = { event, on, starts, long: String(minutesLong), place, change_words: words }
    const field = done.code === 'words' ? 'change_words' : done.code
    return meetingPage(ctx, meeting, { errors: { [field]: done.message }, values })
  },
})

function NewMeeting({ owners, bodies }: { owners: readonly Owner[]; bodies: readonly Body[] }): ReactNode {
  return (
    <>
      <PageHeading>Plan a meeting</PageHeading>
      <Form action={newMeetingAddress}>
        <SelectField
          name="kind"
          label="Kind"
          options={meetingKinds.map((value) => ({ value, text: meetingKindWords[value] }))}
        />
        <SelectField
          name="body"
          label="Body"
          hint="Workshops and visits need none"
          options={[
            { value: '', text: 'None' },
            ...bodies.map(({ bodyNo, name, owner }) => ({ value: String(bodyNo), text: `${name} (${owner})` })),
          ]}
        />
        <SelectField
          name="owner"
          label="Whose, where no body meets"
          options={owners.map(({ code: value, name }) => ({ value, text: name }))}
        />
        <TextField name="title" label="Title" />
        <TextField
          name="about"
          label="About"
          hint="Of a workshop or a visit: which part of the area, which practices"
        />
        <TextField name="on" label="Day" hint={dayHint} width={10} />
        <TextField name="starts" label="Starts at" hint="Like 14:00" width={5} value="14:00" />
        <TextField name="long" label="Minutes" width={4} numeric value="120" />
        <TextField name="place" label="Where" />
        <Button>Plan it</Button>
      </Form>
    </>
  )
}

async function newPage(ctx: Ctx, problem: Problem = {}): Promise<Reply> {
  const owners = await ownersFor(ctx)
  if (owners.own.length === 0) return notFound('There is no organisation here for which you may plan a meeting.')
  const bodies = (await listBodies(ctx)).filter(({ owner }) => owners.actsFor(owner))
  const body = <NewMeeting owners={owners.own} bodies={bodies} />
  return page({ title: 'Plan a meeting', body, breadcrumbs: crumbs, ...problem })
}

const newRoute = defineRoute({
  method: 'GET',
  path: '/meetings/new',
  permission: 'meeting.run',
  audit: null,
  input: z.object({ body: askedNumber }),
  handle: (ctx, { body }) => newPage(ctx, body === undefined ? {} : { values: { body: String(body) } }),
})

const planRoute = defineRoute({
  method: 'POST',
  path: '/meetings/new',
  permission: 'meeting.run',
  audit: 'meeting.plan',
  input: z.object({
    kind: z.enum(meetingKinds, 'Choose what it is.'),
    body: optionalNumber,
    owner: code,
    title: short,
    about: short,
    on: day,
    starts: hour,
    long: z.coerce.number().int(),
    place: short,
  }),
  invalid: (ctx, problem) => newPage(ctx, problem),
  async handle(ctx, { body: bodyNo, long: minutesLong, owner, ...plan }) {
    const body = bodyNo === null ? undefined : (await listBodies(ctx, { bodyNo }))[0]
    const done = await planMeeting(ctx, { ...plan, bodyNo, minutesLong, owner: body?.owner ?? owner })
    if (done.ok) return redirect(meetingAddress(done.value.meetingNo), 'It is planned. Put something on its agenda.')
    if (done.code === 'not-found') return notFound(done.message)
    const values = { ...plan, owner, body: String(bodyNo ?? ''), long: String(minutesLong) }
    return newPage(ctx, { errors: { [done.code]: done.message }, values })
  },
})

export const meetingRoutes: readonly Route[] = [
  newRoute,
  planRoute,
  meetingRoute,
  agendaRoute,
  actionsRoute,
  notesRoute,
  changeRoute,
]
