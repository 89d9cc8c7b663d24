import { organisationNames, ownersFor } from '#organisations'
import { ok, refused } from '#shared'
import { type Operation, defineOperation, noInput } from '#ui'
import { z } from 'zod'
import { listActions } from '../actions/actions.view.ts'
import { findBody, listBodies } from '../bodies/bodies.view.ts'
import { listMeetings } from '../meeting/meetings.view.ts'
import { today } from '../meeting/reach.view.ts'
import { meetingFacts } from './facts.view.ts'
import { askedCode, number, optionalDay } from './input.ts'
import {
  actionsTable,
  agendaTable,
  attendanceTable,
  bodiesTable,
  meetingsTable,
  membersTable,
} from './meetings-tables.ts'
import { bodyKindWords } from './words.view.ts'

const nothing = (what: string) => refused('not-found', `There is no such ${what} that you may see.`)
const owner = askedCode.describe('Only of this group or commissioner; its code.')
const meeting = number.describe('The number of the meeting.')

const meetingsOperation = defineOperation({
  method: 'GET',
  name: 'meetings',
  path: '/api/v1/meetings',
  summary: 'Meetings, workshops and visits as they stand, in the order of their days',
  permission: 'programme.read',
  audit: null,
  input: z.object({
    owner,
    from: optionalDay.describe('From this day on, like 2008-01-01.'),
    to: optionalDay.describe('Before this day.'),
  }),
  async answer(ctx, { owner: of, from, to }) {
    const asked = { ...(of !== undefined && { owner: of }), ...(from && { from }), ...(to && { to }) }
    return ok(meetingsTable(await listMeetings(ctx, asked), await ownersFor(ctx)))
  },
})

const agendaOperation = defineOperation({
  method: 'GET',
  name: 'meeting-agenda',
  path: '/api/v1/meetings/:meeting/agenda',
  summary: 'The agenda of a meeting with interests declared and what was decided by whom',
  permission: 'programme.read',
  audit: null,
  input: z.object({ meeting }),
  async answer(ctx, { meeting: meetingNo }) {
    const facts = await meetingFacts(ctx, meetingNo)
    return facts ? ok(agendaTable(facts.items, meetingNo)) : nothing('meeting')
  },
})

const attendanceOperation = defineOperation({
  method: 'GET',
  name: 'meeting-attendance',
  path: '/api/v1/meetings/:meeting/attendance',
  summary: 'Who came to a meeting, for which practice, and who reported',
  permission: 'programme.read',
  audit: null,
  input: z.object({ meeting }),
  async answer(ctx, { meeting: meetingNo }) {
    const facts = await meetingFacts(ctx, meetingNo)
    return facts ? ok(attendanceTable(facts.attendees, facts.names)) : nothing('meeting')
  },
})

const bodiesOperation = defineOperation({
  method: 'GET',
  name: 'bodies',
  path: '/api/v1/bodies',
  summary: 'Bodies that meet, their quorum and who is missing by their terms',
  permission: 'programme.read',
  audit: null,
  input: noInput,
  async answer(ctx) {
    const facts = { owners: await ownersFor(ctx), kinds: bodyKindWords(ctx), day: today(ctx) }
    return ok(bodiesTable(await listBodies(ctx), facts))
  },
})

const membersOperation = defineOperation({
  method: 'GET',
  name: 'body-members',
  path: '/api/v1/bodies/:body/members',
  summary: 'Who is or was in a body, as what, and for which organisation',
  permission: 'programme.read',
  audit: null,
  input: z.object({ body: number.describe('The number of the body.') }),
  async answer(ctx, { body: bodyNo }) {
    const body = await findBody(ctx, bodyNo)
    return body ? ok(membersTable(body, await organisationNames(ctx.db))) : nothing('body')
  },
})

const actionsOperation = defineOperation({
  method: 'GET',
  name: 'actions',
  path: '/api/v1/actions',
  summary: 'Actions that meetings asked for, with whose they are, when they are due and how they stand',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner }),
  async answer(ctx, { owner: of }) {
    const actions = await listActions(ctx, of === undefined ? {} : { owner: of })
    return ok(actionsTable(actions, { owners: await ownersFor(ctx), day: today(ctx) }))
  },
})

export const operations: readonly Operation[] = [
  meetingsOperation,
  agendaOperation,
  attendanceOperation,
  bodiesOperation,
  membersOperation,
  actionsOperation,
]
