import { listInvented } from '#people'
import type { Ctx } from '#platform'
import {
  addAgendaItem,
  addMeetingAction,
  addNotes,
  admitMembers,
  approveMinutes,
  attendeesOf,
  changeMeeting,
  decideItem,
  declareConflict,
  findMeeting,
  formBody,
  listActions,
  listBodies,
  listItems,
  listMeetings,
  minutesDraft,
  noteAttendance,
  planAhead,
  planMeeting,
  saveMinutes,
  type Meeting,
} from '#programme/meetings'
import { type Month, type PlainDate, type Result, addDays, dayInLondon, ok, toPlainDate } from '#shared'
import type { World } from '../world/world.ts'
import { inHandsOf, inTheNameOfChair } from './cast.view.ts'

type Group = World['groups'][number]

interface Living {
  /** Whoever runs the meetings of the group. */
  readonly ctx: Ctx
  readonly group: Group
  readonly practices: World['practices']
  readonly bodyNo: number
  readonly members: ReadonlyMap<string, number>
  /** The group in which the invented people sit has all that a meeting leaves behind. */
  readonly isWhole: boolean
}

/** A refusal here is a fault of the demonstration: it stops it, and says which step. */
async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(`the meetings of a demonstration: ${settled.message}`)
  return settled.value
}

const boardName = 'Board'

const terms = {
  purpose:
    'Decides what the group commissions together, watches its budget and its plan, and answers to its practices. Invented.',
  quorum: 2,
  rules: [
    { kind: 'gp', least: 2 },
    { kind: 'nurse', least: 1 },
    { kind: 'lay', least: 1 },
  ],
  everyMonths: 1,
  afterBody: null,
  starts: '13:00',
  minutesLong: 120,
  place: 'Meeting room of an invented health centre',
} as const

/** One of each practice, a nurse and a lay member; where an invented person sits there, it is they. */
async function admitAll(
  ctx: Ctx,
  bodyNo: number,
  practices: World['practices'],
  from: PlainDate,
): Promise<Living['members']> {
  const invented = await listInvented(ctx.db, { vocabulary: ctx.vocabulary, today: dayInLondon(ctx.clock.now()) })
  const lead = invented.find(({ role }) => role === 'GP lead')
  const members = [
    ...practices.map(({ code, name }) => {
      const person = lead?.organisation?.includes(name) ? lead : undefined
      const [called, personId] = [person?.name ?? `Demo GP of ${name}`, person?.personId ?? null]
      return { name: called, kind: 'gp' as const, personId, organisation: code, from }
    }),
    { name: 'Demo practice nurse', kind: 'nurse' as const, personId: null, organisation: null, from },
    { name: 'Demo lay member', kind: 'lay' as const, personId: null, organisation: null, from },
  ]
  const { memberNos } = await must(admitMembers(ctx, bodyNo, members))
  return new Map(members.map(({ name }, at) => [name, memberNos[at]!]))
}

/** Every fourth practice stays away and every third reports, another set each month: enough that a share is worth measuring. */
const attendeesAt = ({ practices, members }: Living, turn: number) =>
  [...members].map(([name, memberNo], at) => {
    const practice = practices[at]
    return {
      memberNo,
      name,
      organisation: practice?.code ?? null,
      presence: practice && (at + turn) % 4 === 3 ? ('apologies' as const) : ('present' as const),
      reported: practice !== undefined && (at + turn) % 4 !== 3 && at % 3 === turn % 3,
    }
  })

/** The second Tuesday of a month. */
function secondTuesday(month: Month): PlainDate {
  const first = toPlainDate(`${month}-01`)
  const weekday = new Date(`${first}T00:00:00Z`).getUTCDay()
  return addDays(first, ((2 - weekday + 7) % 7) + 7)
}

const item = ({ ctx }: Living, meetingNo: number, title: string, words: string): Promise<{ itemNo: number }> =>
  must(addAgendaItem(ctx, { meetingNo, title, words, purpose: 'decision', presenter: 'Demo Group manager' }))

/** One thing is decided and one to be done; at the first of the meetings one of those who were there has an interest in it. */
async function decide(
  living: Living,
  { meetingNo, on }: Meeting,
  there: readonly number[],
  turn: number,
): Promise<void> {
  const { ctx, group } = living
  const words = 'Budget, validated bills and referrals of the practices.'
  const { itemNo } = await item(living, meetingNo, 'Report of the month', words)
  const [first, ...others] = there
  const interest = { itemNo, memberNo: first!, words: 'A partner gives one of the services.' }
  if (turn === 0) await must(declareConflict(ctx, interest))
  const deciders = turn === 0 ? others : there
  await must(decideItem(ctx, { itemNo, outcome: 'agreed', words: 'The report was agreed.', deciders }))
  const action = { words: 'Send the report to every practice', who: 'Demo Group manager', due: addDays(on, 14) }
  await must(addMeetingAction(ctx, { owner: group.code, meetingNo, itemNo, ...action }))
}

async function hold(living: Living, meeting: Meeting, turn: number): Promise<void> {
  const { ctx, isWhole } = living
  const { meetingNo } = meeting
  const attendees = attendeesAt(living, turn)
  await must(noteAttendance(ctx, { meetingNo, attendees }))
  const there = attendees.filter(({ presence }) => presence === 'present').map(({ memberNo }) => memberNo)
  if (isWhole) await decide(living, meeting, there, turn)
  await must(changeMeeting(ctx, { meetingNo, event: 'held', words: '' }))
}

/** The minutes from what was written down, approved by the meeting after. */
async function writeMinutes({ ctx }: Living, meetingNo: number, atMeeting: number): Promise<void> {
  const text = minutesDraft({
    meeting: (await findMeeting(ctx, meetingNo))!,
    attendees: (await attendeesOf(ctx, [meetingNo])).get(meetingNo)!,
    items: await listItems(ctx, { meetingNo }),
    actions: await listActions(ctx, { meetingNo }),
    notes: [],
  })
  await must(saveMinutes(ctx, { meetingNo, base: 0, text }))
  await must(approveMinutes(ctx, { meetingNo, version: 1, atMeeting }))
}

/** A workshop with all practices, before the first of the meetings. */
async function holdWorkshop({ ctx, group, practices }: Living, on: PlainDate): Promise<void> {
  const { meetingNo } = await must(
    planMeeting(ctx, {
      owner: group.code,
      bodyNo: null,
      kind: 'workshop',
      title: `Workshop: ${group.name}`,
      about: group.name,
      on,
      starts: '13:00',
      minutesLong: 240,
      place: terms.place,
    }),
  )
  const attendees = practices.map(({ code, name }) => ({
    memberNo: null,
    name,
    organisation: code,
    presence: 'present' as const,
    reported: false,
  }))
  await must(noteAttendance(ctx, { meetingNo, attendees }))
  await must(addNotes(ctx, { meetingNo, kind: 'principle', lines: ['Decide together, and share what is learnt'] }))
  await must(addNotes(ctx, { meetingNo, kind: 'volunteer', lines: ['Demo practice nurse, for the working group'] }))
  await must(changeMeeting(ctx, { meetingNo, event: 'held', words: '' }))
}

async function setUp(
  ctx: Ctx,
  group: Group,
  more: Pick<Living, 'practices' | 'isWhole'>,
  from: PlainDate,
): Promise<Living> {
  const { bodyNo } = await must(formBody(ctx, { owner: group.code, kind: 'board', name: boardName, terms }))
  return { ctx, group, bodyNo, ...more, members: await admitAll(ctx, bodyNo, more.practices, from) }
}

const monthsHeld = 3
/** In the largest of the invented worlds the others have none: fifty boards show nothing that five do not. */
const mostGroups = 5

/** What only the group of the invented people has: minutes, a workshop before the first meeting, and something on the next agenda. */
async function liveWholly(living: Living, held: readonly Meeting[]): Promise<void> {
  const { ctx, group, bodyNo } = living
  await holdWorkshop(living, addDays(held[0]!.on, -7))
  if (held.length > 1) await writeMinutes(living, held[0]!.meetingNo, held[1]!.meetingNo)
  const next = {
    on: addDays(dayInLondon(ctx.clock.now()), 21),
    starts: terms.starts,
    minutesLong: 120,
    place: terms.place,
  }
  const { meetingNo } = await must(
    planMeeting(ctx, {
      owner: group.code,
      bodyNo,
      kind: 'meeting',
      title: `Meeting of the ${boardName}`,
      about: '',
      ...next,
    }),
  )
  await item(living, meetingNo, 'Use of what was freed up', 'What the practices propose, and what the group supports.')
}

async function liveGroup(
  ctx: Ctx,
  group: Group,
  more: Pick<Living, 'practices' | 'isWhole'>,
  closed: readonly Month[],
): Promise<void> {
  if ((await listBodies(ctx, { owner: group.code })).some(({ name }) => name === boardName)) return
  const months = closed.slice(-monthsHeld)
  const living = await setUp(ctx, group, more, toPlainDate(`${closed[0]!}-01`))
  const { bodyNo } = living
  const [first, last] = [secondTuesday(months[0]!), secondTuesday(months.at(-1)!)]
  await must(planAhead(ctx, { bodyNo, first, until: addDays(last, 1) }))
  const planned = await listMeetings(ctx, { bodyNo })
  for (const [turn, meeting] of planned.entries()) await hold(living, meeting, turn)
  if (more.isWhole) await liveWholly(living, planned)
}

/**
 * Every group has a board that met in the last months of which the bills are in, with who came and who reported; that of the invented
 * people also with decisions, actions, minutes and a workshop, and it meets again in three weeks. A group that has one is left as it is.
 */
export async function liveMeetings(ctx: Ctx, world: World, closed: readonly Month[]): Promise<Result<unknown>> {
  const ownGroup = world.practices[0]!.group
  for (const [at, group] of world.groups.slice(0, mostGroups).entries()) {
    const isWhole = at === ownGroup
    const hands = isWhole ? await inHandsOf(ctx, 'group-manager') : inTheNameOfChair(ctx, group)
    const practices = world.practices.filter((practice) => practice.group === at)
    if (practices.length > 1) await liveGroup(hands, group, { practices, isWhole }, closed)
  }
  return ok({ meetings: (await listMeetings(ctx)).length })
}
