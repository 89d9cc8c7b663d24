import { addWorkingDays, calendarMonths } from '#activity/contracts'
import type { Asker, Ctx } from '#platform'
import { type Month, type PlainDate, dayInLondon } from '#shared'
import { queueTerms } from '../queue/queue-terms.view.ts'
import type { Snapshot } from './finding-facts.ts'

/** The last day on which practices answer about a version of a month, and whether it is over. */
export interface AnswerDeadline {
  readonly day: PlainDate
  readonly isPast: boolean
}

interface Version {
  readonly month: Month
  readonly snapshot: Snapshot
}

/**
 * About flex practices answer until freeze closes, while the provider can still put it right; about freeze for so many working
 * days after it
 * was published. Nothing where no calendar is loaded for the month: then nothing is ever past.
 */
export async function answerDeadline(
  { db, clock }: Pick<Asker, 'db'> & Pick<Ctx, 'clock'>,
  { month, snapshot }: Version,
): Promise<AnswerDeadline | undefined> {
  const [dates] = await calendarMonths({ db }, { from: month, to: month })
  if (!dates) return undefined
  const now = clock.now()
  if (snapshot === 'flex') return { day: dayInLondon(dates.freezeClosesAt), isPast: now >= dates.freezeClosesAt }
  const last = addWorkingDays(dayInLondon(dates.freezePublishedAt), queueTerms(month).freezeAnswerDays)
  return last.ok ? { day: last.value, isPast: dayInLondon(now) > last.value } : undefined
}
