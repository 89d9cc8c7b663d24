import { type Month, addMonths } from '#shared'
import type { Pair } from '../noise/spread.ts'
import type { Trial } from './back-test.ts'
import { daysAround } from './days.ts'
import { type MonthTable, twelveFrom, twelveMonths } from './month-table.ts'

export interface TrialSetting {
  /** The last month of which everything is in and frozen. */
  readonly last: Month
  readonly most: number
  readonly yearBeforeCounts: number
  days(line: string, month: Month): number
}

const isWhole = ({ months }: MonthTable, first: Month): boolean =>
  twelveMonths(first).every((month) => months.has(month))

/**
 * Stretches of twelve months, and the twelve before them, of which everything is known: the latest first. Any month may begin one, since
 * it is the same months a year before that a model goes by.
 */
export function trialsOf(table: MonthTable, { last, most, yearBeforeCounts, days }: TrialSetting): Trial[] {
  const trials: Trial[] = []
  for (let back = 0; back < most; back += 1) {
    const first = addMonths(last, -11 - back)
    const before = addMonths(first, -12)
    if (!isWhole(table, first) || !isWhole(table, before)) break
    const series = table.rows
      .filter(({ practice }) => practice !== '')
      .map(({ practice, line, byMonth }) => ({
        practice,
        line,
        before: twelveFrom(byMonth, before),
        year: twelveFrom(byMonth, first),
      }))
    trials.push({ series, setting: { yearBeforeCounts, daysOf: (line) => daysAround(days, line, { before, first }) } })
  }
  return trials
}

/** Quarters of the latest two whole years side by side, by practice: from four times as many pairs the spread is told twice as well. */
export function quarterPairs(trial: Trial | undefined, line?: string): Pair[][] {
  if (!trial) return []
  const own = trial.series.filter((one) => line === undefined || one.line === line)
  const quarter = (at: number): Pair[] => {
    const sums = new Map<string, Pair>()
    for (const { practice, before, year } of own) {
      const sum = sums.get(practice) ?? { before: 0, now: 0 }
      const of = (twelve: readonly number[]): number => twelve.slice(at, at + 3).reduce((pence, one) => pence + one, 0)
      sums.set(practice, { before: sum.before + of(before), now: sum.now + of(year) })
    }
    return [...sums.values()]
  }
  return [0, 3, 6, 9].map(quarter)
}
