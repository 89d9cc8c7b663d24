import { type PlainDate, dayInLondon, daysBetween } from '#shared'
import type { Challenge, Terms } from './challenge.ts'
import { type Standing, awaitsProvider } from './standing.ts'

/** Counts working days on from a day: `#activity/contracts` knows the bank holidays. */
export type AddWorkingDays = (from: PlainDate, days: number) => PlainDate

/** Until when whoever holds a challenge has time, and for what. */
export interface Deadline {
  readonly what: 'acknowledge' | 'answer' | 'decide'
  readonly due: PlainDate
  /** Whole days after it; 0 where there is still time. */
  readonly daysLate: number
}

const later = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b)
const earliest = (days: readonly PlainDate[]): PlainDate => days.reduce((first, day) => (day < first ? day : first))

/** The provider answers so many working days after it was sent, or after it was told more. */
function answerDue(standing: Standing, { answerDays }: Terms, add: AddWorkingDays): PlainDate {
  const sentOn = dayInLondon(standing.sentAt!)
  const waiting = standing.items.filter(awaitsProvider)
  return earliest(
    waiting.map(({ state, since }) =>
      add(state === 'information-given' && since ? dayInLondon(since) : sentOn, answerDays),
    ),
  )
}

function dueOf(standing: Standing, terms: Terms, add: AddWorkingDays): Omit<Deadline, 'daysLate'> | undefined {
  const { stage, sentAt, repliedAt } = standing
  if (!sentAt) return undefined
  const sentOn = dayInLondon(sentAt)
  if (stage === 'sent') return { what: 'acknowledge', due: add(sentOn, terms.acknowledgeDays) }
  if (stage === 'acknowledged') return { what: 'answer', due: answerDue(standing, terms, add) }
  if (stage !== 'replied' || !repliedAt) return undefined
  // Settled or escalated by the day on which a contract sends it to dispute resolution; who was answered late has time to read the answer.
  const read = add(dayInLondon(repliedAt), terms.acknowledgeDays)
  return { what: 'decide', due: later(add(sentOn, terms.escalateDays), read) }
}

/**
 * The deadline of whoever holds it; nothing for drafts, for what is with the practices or escalated, and for what is over. Worked example:
 * sent on Friday 7 December 2007 with 5 days to acknowledge, it is late from Saturday 15 December.
 */
export function deadlineOf(
  { head }: Pick<Challenge, 'head'>,
  standing: Standing,
  { today, addWorkingDays }: { today: PlainDate; addWorkingDays: AddWorkingDays },
): Deadline | undefined {
  const found = dueOf(standing, head, addWorkingDays)
  return found && { ...found, daysLate: Math.max(0, daysBetween(found.due, today)) }
}

/** By when the provider has to answer one that is sent on a day. */
export const answerBy = ({ answerDays }: Terms, sentOn: PlainDate, add: AddWorkingDays): PlainDate =>
  add(sentOn, answerDays)

export const deadlineWords: Readonly<Record<Deadline['what'], string>> = {
  acknowledge: 'acknowledge it',
  answer: 'answer it',
  decide: 'settle or escalate the answers',
}
