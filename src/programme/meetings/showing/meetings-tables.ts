import type { Owners } from '#organisations'
import { type PlainDate, type Table, dayInLondon } from '#shared'
import { isLate } from '../actions/actions.view.ts'
import { type Body, type BodyKind, isMemberOn, memberKindWords, shortfalls } from '../model/body.ts'
import {
  type Action,
  type Attendee,
  type Item,
  type Meeting,
  type Note,
  meetingKindWords,
  noteWords,
  outcomeWords,
  presenceWords,
  purposeWords,
  standingDecision,
  stateWords,
} from '../model/meeting.ts'
import { actionAddress, bodyAddress, itemAddress, meetingAddress } from './addresses.ts'

export const ownerName = ({ seen }: Owners, code: string): string =>
  seen.find((owner) => owner.code === code)?.name ?? code

const count = (key: string, label: string) => ({ key, label, kind: 'count', counts: 'open' }) as const
const text = (key: string, label: string) => ({ key, label, kind: 'text' }) as const
const date = (key: string, label: string) => ({ key, label, kind: 'date' }) as const
const code = (key: string, label: string) => ({ key, label, kind: 'code' }) as const

/** The same table with fewer columns, for the eye. */
export const onlyColumns = (table: Table, keys: readonly string[]): Table => ({
  ...table,
  columns: keys.map((key) => table.columns.find((column) => column.key === key)!),
})

export const meetingsTable = (
  meetings: readonly Meeting[],
  owners: Owners,
  name = 'meetings',
  caption = 'Meetings',
): Table => ({
  name,
  caption,
  columns: [
    code('meeting', 'Number'),
    date('on', 'Day'),
    text('starts', 'From'),
    text('title', 'What'),
    text('kind', 'Kind'),
    text('body', 'Body'),
    code('owner', 'Of'),
    text('owner_name', 'Whose'),
    text('about', 'About'),
    text('place', 'Where'),
    text('state', 'State'),
    date('pack_sent', 'Papers sent'),
  ],
  rows: meetings.map((each) => ({
    meeting: String(each.meetingNo),
    on: each.on,
    starts: each.starts,
    title: each.title,
    kind: meetingKindWords[each.kind],
    body: each.bodyName,
    owner: each.owner,
    owner_name: ownerName(owners, each.owner),
    about: each.about,
    place: each.place,
    state: stateWords[each.state],
    pack_sent: each.packSentOn,
    links: { title: meetingAddress(each.meetingNo), meeting: meetingAddress(each.meetingNo) },
  })),
})

/** What is missing in a body, in words: `nurse 0 of 1`. */
export const missingWords = (body: Body, day: PlainDate): string =>
  shortfalls(body, day)
    .map(({ kind, there, least }) => `${memberKindWords[kind]} ${there} of ${least}`)
    .join(', ')

export const bodiesTable = (
  bodies: readonly Body[],
  { owners, kinds, day }: { owners: Owners; kinds: Readonly<Record<BodyKind, string>>; day: PlainDate },
): Table => ({
  name: 'bodies',
  caption: 'Bodies that meet',
  columns: [
    code('body', 'Number'),
    text('name', 'Name'),
    text('kind', 'Kind'),
    code('owner', 'Of'),
    text('owner_name', 'Whose'),
    count('members', 'Members'),
    count('quorum', 'Quorum'),
    text('missing', 'Missing by its terms'),
    count('every_months', 'Every months'),
  ],
  rows: bodies.map((body) => ({
    body: String(body.bodyNo),
    name: body.name,
    kind: kinds[body.kind],
    owner: body.owner,
    owner_name: ownerName(owners, body.owner),
    members: body.members.filter((member) => isMemberOn(member, day)).length,
    quorum: body.terms.quorum,
    missing: missingWords(body, day) || 'Nobody',
    every_months: body.terms.everyMonths,
    links: { name: bodyAddress(body.bodyNo), body: bodyAddress(body.bodyNo) },
  })),
})

export const membersTable = (body: Body, names: ReadonlyMap<string, string>): Table => ({
  name: 'members',
  caption: 'Members',
  columns: [
    text('name', 'Name'),
    text('kind', 'As'),
    code('organisation', 'Of'),
    text('organisation_name', 'For'),
    text('account', 'Account here'),
    date('from', 'From'),
    date('to', 'Left on'),
    text('why', 'Why'),
  ],
  rows: body.members.map((member) => ({
    name: member.name,
    kind: memberKindWords[member.kind],
    organisation: member.organisation,
    organisation_name: member.organisation === null ? null : (names.get(member.organisation) ?? member.organisation),
    account: member.personId === null ? 'No' : 'Yes',
    from: member.from,
    to: member.to,
    why: member.endWords,
  })),
})

/** What became of an item in a word or two. */
export function itemState(item: Item, meetingNo: number | null): string {
  const decision = standingDecision(item)
  if (meetingNo !== null && item.meetingNo !== meetingNo) return item.isOff ? 'Taken off' : 'Carried on'
  if (item.isOff) return 'Taken off'
  return decision ? outcomeWords[decision.outcome] : 'Open'
}

export const agendaTable = (items: readonly Item[], meetingNo: number | null): Table => ({
  name: 'agenda',
  caption: meetingNo === null ? 'Waiting for the next meeting' : 'Agenda',
  columns: [
    count('position', 'Item'),
    text('title', 'What'),
    text('purpose', 'For'),
    text('presenter', 'By'),
    count('papers', 'Papers'),
    text('interests', 'Interests declared'),
    text('state', 'State'),
    text('decision', 'Decision'),
    text('decided_by', 'Decided by'),
  ],
  rows: items.map((item, at) => {
    const decision = standingDecision(item)
    return {
      position: at + 1,
      title: item.title,
      purpose: purposeWords[item.purpose],
      presenter: item.presenter,
      papers: item.papers.length,
      interests: item.conflicts.map(({ name }) => name).join(', '),
      state: itemState(item, meetingNo),
      decision: decision?.words ?? null,
      decided_by: decision?.deciders.map(({ name }) => name).join(', ') ?? null,
      links: { title: itemAddress(item.itemNo) },
    }
  }),
})

export const attendanceTable = (attendees: readonly Attendee[], names: ReadonlyMap<string, string>): Table => ({
  name: 'attendance',
  caption: 'Who came',
  columns: [
    text('name', 'Name'),
    text('as', 'As'),
    code('organisation', 'Of'),
    text('organisation_name', 'For'),
    text('presence', 'Came'),
    text('reported', 'Reported'),
  ],
  rows: attendees.map((one) => ({
    name: one.name,
    as: one.kind === null ? 'In attendance' : memberKindWords[one.kind],
    organisation: one.organisation,
    organisation_name: one.organisation === null ? null : (names.get(one.organisation) ?? one.organisation),
    presence: presenceWords[one.presence],
    reported: one.reported ? 'Yes' : 'No',
  })),
})

const actionStateWords = (action: Action, day: PlainDate): string => {
  if (action.state !== 'open') return action.state === 'done' ? 'Done' : 'Dropped'
  return isLate(action, day) ? 'Late' : 'Open'
}

export const actionsTable = (
  actions: readonly Action[],
  {
    owners,
    day,
    name = 'actions',
    caption = 'Actions',
  }: { owners: Owners; day: PlainDate; name?: string; caption?: string },
): Table => ({
  name,
  caption,
  columns: [
    code('action', 'Number'),
    text('words', 'What'),
    text('who', 'Whose'),
    date('due', 'Due'),
    text('state', 'State'),
    text('last', 'Last said'),
    text('meeting', 'From'),
    code('owner', 'Of'),
    text('owner_name', 'For'),
  ],
  rows: actions.map((action) => ({
    action: String(action.actionNo),
    words: action.words,
    who: action.who,
    due: action.due,
    state: actionStateWords(action, day),
    last: action.events.at(-1)?.words || null,
    meeting: action.meetingTitle,
    owner: action.owner,
    owner_name: ownerName(owners, action.owner),
    links: {
      words: actionAddress(action.actionNo),
      ...(action.meetingNo !== null && { meeting: meetingAddress(action.meetingNo) }),
    },
  })),
})

const stepWords = {
  progress: 'How it goes',
  done: 'Done',
  dropped: 'Dropped',
  reopened: 'Opened again',
  'put-off': 'Put off',
} as const

export const stepsTable = ({ events }: Action): Table => ({
  name: 'steps',
  caption: 'What became of it',
  columns: [date('on', 'On'), text('what', 'What'), text('words', 'Words'), date('due', 'New day'), text('by', 'By')],
  rows: events.map(({ event, words, due, actor, at }) => ({
    on: dayInLondon(at),
    what: stepWords[event],
    words,
    due,
    by: actor,
  })),
})

export const notesTable = (notes: readonly Note[]): Table => ({
  name: 'notes',
  caption: 'What it came to',
  columns: [text('kind', 'Kind'), text('words', 'What')],
  rows: notes.map(({ kind, words }) => ({ kind: noteWords[kind], words })),
})
