import { bodyOfText, issueDocument } from '#programme/documents'
import {
  addAgendaItem,
  addMeetingAction,
  admitMember,
  formBody,
  noteAttendance,
  planMeeting,
  saveMinutes,
} from '#programme/meetings'
import type { Ctx } from '#platform'
import { type PlainDate, type Result, addDays, dayInLondon, toPlainDate } from '#shared'
import { openElection } from '../../src/programme/meetings/elections/election.command.ts'
import { type Relation, places, relations } from './world.ts'

/** Documents, bodies, meetings, items and actions have these numbers, in the order in which they were planted; of each relation one. */
export const meetingOf: Readonly<Record<Relation, number>> = {
  own: 1,
  group: 2,
  commissioner: 3,
  elsewhere: 4,
  nobody: 5,
}

/** The commissioner itself has no practice that could vote. */
export const electionOf: Readonly<Record<Relation, number>> = {
  own: 1,
  group: 2,
  commissioner: 3,
  elsewhere: 4,
  nobody: 987_654,
}

/** Whose it is: a group, or what is of nobody’s practice the commissioner itself. */
export const ownerOf = (relation: Relation): string => places[relation].group ?? places[relation].commissioner

export const titleOf = (what: string, relation: Relation): string =>
  `Planted ${what} ${relation} of ${ownerOf(relation)}`

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

const terms = {
  purpose: 'Planted.',
  quorum: 1,
  rules: [],
  everyMonths: 1,
  afterBody: null,
  starts: '14:00',
  minutesLong: 60,
  place: '',
} as const

async function plantMeeting(
  ctx: Ctx,
  relation: Relation,
  bodyNo: number,
  memberNo: number,
  on: PlainDate,
): Promise<void> {
  const owner = ownerOf(relation)
  const when = { on, starts: '14:00', minutesLong: 60, place: '' }
  const plan = { owner, bodyNo, kind: 'meeting', title: titleOf('meeting', relation), about: '', ...when } as const
  const { meetingNo } = await must(planMeeting(ctx, plan))
  const item = { title: titleOf('item', relation), words: '', purpose: 'decision', presenter: '' } as const
  const { itemNo } = await must(addAgendaItem(ctx, { meetingNo, ...item }))
  const attendee = {
    memberNo,
    name: 'Planted Member',
    organisation: null,
    presence: 'present',
    reported: false,
  } as const
  await must(noteAttendance(ctx, { meetingNo, attendees: [attendee] }))
  await must(saveMinutes(ctx, { meetingNo, base: 0, text: titleOf('minutes', relation) }))
  const action = { words: titleOf('action', relation), who: 'Planted Member', due: toPlainDate('2089-01-01') }
  await must(addMeetingAction(ctx, { owner, meetingNo, itemNo, ...action }))
}

/** For each relation a document, a body with a member, a meeting with an item, minutes and an action, and where practices vote an election. */
export async function plantMeetings(ctx: Ctx): Promise<void> {
  const today = dayInLondon(ctx.clock.now())
  for (const relation of relations) {
    const owner = ownerOf(relation)
    const document = { owner, kind: 'agreement', title: titleOf('document', relation) } as const
    const distribution = [{ name: 'Planted Reader' }]
    await must(issueDocument(ctx, { ...document, body: bodyOfText('Planted text.'), distribution }))
    const { bodyNo } = await must(formBody(ctx, { owner, kind: 'board', name: titleOf('body', relation), terms }))
    const member = { name: 'Planted Member', kind: 'gp', personId: null, organisation: null } as const
    const { memberNo } = await must(admitMember(ctx, { bodyNo, ...member, from: toPlainDate('2006-04-01') }))
    await plantMeeting(ctx, relation, bodyNo, memberNo, addDays(today, 7))
    if (relation === 'nobody') continue
    const times = { nominationsUntil: addDays(today, 7), votesUntil: addDays(today, 14) }
    await must(openElection(ctx, { bodyNo, title: titleOf('election', relation), places: 1, kind: 'gp', ...times }))
  }
}
