import { workingDaysBetween } from '#activity/contracts'
import {
  type FinancialYear,
  type Month,
  type Result,
  addDays,
  addMonths,
  daysBetween,
  firstDay,
  monthOfYear,
  ok,
} from '#shared'
import type { Weights } from './phase-year.ts'

/** The months of a year, April first. */
export const monthsOfYear = (year: FinancialYear): Month[] =>
  Array.from({ length: 12 }, (_, at) => monthOfYear(year, at + 1))

/** Days of a month on which clinics are held: neither weekend nor bank holiday of England. April 2008 has 22. */
export const workingDaysOf = (month: Month): Result<number, 'no-bank-holidays'> =>
  workingDaysBetween(addDays(firstDay(month), -1), addDays(firstDay(addMonths(month, 1)), -1))

export const daysOf = (month: Month): number => daysBetween(firstDay(month), firstDay(addMonths(month, 1)))

/** The working days of each month as weights; refused beyond the years whose bank holidays are known. */
export function workingDayWeights(year: FinancialYear): Result<Weights, 'no-bank-holidays'> {
  const weights: bigint[] = []
  for (const month of monthsOfYear(year)) {
    const days = workingDaysOf(month)
    if (!days.ok) return days
    weights.push(BigInt(days.value))
  }
  return ok(weights)
}
