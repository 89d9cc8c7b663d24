import { type Month, addDays, firstDay } from '#shared'
import { daysOf } from '../phasing/working-days-of-year.ts'
import { twelveMonths } from './month-table.ts'
import type { Days } from './series.ts'

const isWeekday = (day: string): boolean => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** Mondays to Fridays of a month, bank holidays among them. April 2008 has 22. */
export const weekdaysOf = (month: Month): number =>
  Array.from({ length: daysOf(month) }, (_, at) => addDays(firstDay(month), at)).filter(isWeekday).length

/** How much care a month's days make for a line: weekdays for what is done on weekdays, else the days of the month. */
export function daysFor(weekdayLines: readonly string[]): (line: string, month: Month) => number {
  const lines = new Set(weekdayLines)
  const kept = new Map<Month, number>()
  return (line, month) => {
    if (!lines.has(line)) return daysOf(month)
    const days = kept.get(month) ?? weekdaysOf(month)
    kept.set(month, days)
    return days
  }
}

/** The days of a line in twelve months and in the twelve before them. */
export const daysAround = (
  days: (line: string, month: Month) => number,
  line: string,
  { before, first }: { readonly before: Month; readonly first: Month },
): Days => ({
  before: twelveMonths(before).map((month) => days(line, month)),
  now: twelveMonths(first).map((month) => days(line, month)),
})
