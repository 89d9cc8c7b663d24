import { type Table, dayInLondon, formatPence } from '#shared'
import type { Challenge, ChallengeEvent, Side } from '../model/challenge.ts'
import { decisionWords, eventWords } from '../model/words.ts'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })

const what = ({ event, answer, acceptedPence, file }: ChallengeEvent): string => {
  if (event === 'answer-saved' && answer)
    return [
      decisionWords[answer.decision],
      ...(answer.acceptedPence > 0 ? [formatPence(answer.acceptedPence)] : []),
      ...(file ? ['by file'] : []),
    ].join(', ')
  if (event === 'settled' && acceptedPence !== null) return `${eventWords[event]} with ${formatPence(acceptedPence)}`
  return eventWords[event] + (event === 'reply-submitted' && file ? ' as a file' : '')
}

/** What the provider saved and did not send is no part of the story yet, for anybody else. */
function told({ events }: Challenge, side: Side): ChallengeEvent[] {
  const sent = events.findLast(({ event }) => event === 'reply-submitted')?.eventId ?? 0
  return events.filter(({ event, eventId }) => side === 'provider' || event !== 'answer-saved' || eventId < sent)
}

/** Drafting is the commissioner’s own. */
const isInside = ({ event }: ChallengeEvent): boolean =>
  ['drafted', 'item-dropped', 'query-asked', 'query-ended'].includes(event)

/** Everything that was said and decided, the latest first. */
export function timelineTable(challenge: Challenge, side: Side): Table {
  const rows = told(challenge, side)
    .filter((event) => side === 'us' || !isInside(event))
    .toReversed()
    .map((event) => ({
      day: dayInLondon(event.at),
      time: clock.format(event.at),
      who: event.actor,
      item: event.itemNo === null ? null : String(event.itemNo),
      what: what(event),
      words: event.words,
    }))
  return {
    name: 'timeline',
    caption: 'What happened, the latest first',
    columns: [
      { key: 'day', label: 'Day', kind: 'date' },
      { key: 'time', label: 'Time', kind: 'code' },
      { key: 'who', label: 'Who', kind: 'text' },
      { key: 'item', label: 'Item', kind: 'code' },
      { key: 'what', label: 'What', kind: 'text' },
      { key: 'words', label: 'Words', kind: 'text' },
    ],
    rows,
    published: 'never',
  }
}
