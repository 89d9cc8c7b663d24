import { type Result, dayInLondon, formatDate, ok, refused } from '#shared'
import type { ChallengeEvent } from './challenge.ts'
import { eventWords } from './words.ts'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })

const wordsOf = ({ actor, event, itemNo, at }: ChallengeEvent): string =>
  `${actor} ${eventWords[event]}${itemNo === null ? '' : ` (item ${itemNo})`} on ${formatDate(dayInLondon(at))} at ${clock.format(at)}`

/** The provider’s own drafts disturb nobody else, and a click on “Acknowledge” takes no decision away. */
const disturbs = ({ event }: ChallengeEvent): boolean => event !== 'answer-saved' && event !== 'acknowledged'

/**
 * Whether somebody decides about what they saw. `seen` is the last event that their page knew of; what came since on the same item, or on
 * all of it, is told them with who did it, and nothing is changed. Nothing is asked of whoever saw no page.
 */
export function checkSeen(
  events: readonly ChallengeEvent[],
  { seen, itemNo, ours }: { seen: number | undefined; itemNo?: number; ours?: 'provider' },
): Result<void, 'changed'> {
  if (seen === undefined) return ok(undefined)
  const since = events
    .filter(({ eventId }) => eventId > seen)
    .filter((event) => (ours === 'provider' && event.event === 'answer-saved') || disturbs(event))
    .filter((event) => itemNo === undefined || event.itemNo === null || event.itemNo === itemNo)
  if (since.length === 0) return ok(undefined)
  return refused(
    'changed',
    `It was changed while you looked at it: ${since.map(wordsOf).join('; ')}. Your decision was not kept: look again and decide.`,
  )
}
