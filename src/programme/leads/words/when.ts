import { type Month, type PlainDate, addDays, addMonths, daysBetween, firstDay, formatDate, monthOf } from '#shared'

/** The same day so many months on, or the last of a shorter month: six months after 31 August is 28 or 29 February. */
export function monthsAfter(day: PlainDate, months: number): PlainDate {
  const month: Month = addMonths(monthOf(day), months)
  const last = daysBetween(firstDay(month), firstDay(addMonths(month, 1)))
  return addDays(firstDay(month), Math.min(Number(day.slice(8)), last) - 1)
}

/** The last day of a term, as people say it: `to` is the first on which it no longer is. */
export const lastDayWords = (to: PlainDate | null): string => (to === null ? 'no end set' : formatDate(addDays(to, -1)))

/** `12½ hours`-like times are typed and shown as hours: 750 minutes are 12.5. */
export const hoursText = (minutes: number): string => String(Math.round((minutes / 60) * 100) / 100)
