import { formatDate } from '#shared'
import {
  type Action,
  type Attendee,
  type Item,
  type Meeting,
  type Note,
  type Presence,
  noteWords,
  outcomeWords,
  standingDecision,
} from '../model/meeting.ts'

export interface MinutesFacts {
  readonly meeting: Meeting
  readonly attendees: readonly Attendee[]
  readonly items: readonly Item[]
  readonly actions: readonly Action[]
  readonly notes: readonly Note[]
}

const namesWho = (attendees: readonly Attendee[], presence: Presence): string =>
  attendees
    .filter((one) => one.presence === presence)
    .map(({ name, organisation }) => (organisation ? `${name} (${organisation})` : name))
    .join(', ')

const actionLine = ({ words, who, due }: Action): string => `- ${who}: ${words}, by ${formatDate(due)}`

function itemLines(item: Item, at: number, { actions, meeting }: MinutesFacts): string[] {
  const decision = standingDecision(item)
  const own = actions.filter(({ itemNo }) => itemNo === item.itemNo)
  const names = decision?.deciders.map(({ name }) => name).join(', ') ?? ''
  return [
    `## ${at + 1}. ${item.title}`,
    ...item.conflicts.map(
      ({ name, words }) => `${name} declared an interest (${words}) and took no part in the decision.`,
    ),
    ...(decision && decision.meetingNo === meeting.meetingNo
      ? [`${outcomeWords[decision.outcome]}: ${decision.words}${names ? ` Decided by ${names}.` : ''}`]
      : ['Discussed.']),
    ...own.map(actionLine),
    '',
  ]
}

/** A draft of the minutes from what was written down during the meeting: who came, what was declared, decided and asked for. */
export function minutesDraft(facts: MinutesFacts): string {
  const { meeting, attendees, items, actions, notes } = facts
  const apologies = namesWho(attendees, 'apologies')
  const free = actions.filter(({ itemNo }) => itemNo === null)
  const lines = [
    '# Present',
    namesWho(attendees, 'present') || 'Nobody is written down yet.',
    ...(apologies ? ['', '# Apologies', apologies] : []),
    '',
    ...(items.length > 0 ? ['# Items', ...items.flatMap((item, at) => itemLines(item, at, facts))] : []),
    ...(notes.length > 0
      ? ['# What it came to', ...notes.map((note) => `- ${noteWords[note.kind]}: ${note.words}`), '']
      : []),
    ...(free.length > 0 ? ['# Other actions', ...free.map(actionLine), ''] : []),
    `The meeting was on ${formatDate(meeting.on)}${meeting.place ? `, ${meeting.place}` : ''}.`,
  ]
  return `${lines.join('\n')}\n`
}
