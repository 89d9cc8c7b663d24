import { type Month, addMonths } from '#shared'
import type { Pair } from '../noise/spread.ts'
import type { Trial } from './back-test.ts'
import { daysAround } from './days.ts'
import { type Kind, type MonthTable, areMost, kindsKnown, twelveFrom } from './month-table.ts'

export interface TrialSetting {
  /** The last month of which everything is in and frozen. */
  readonly last: Month
  readonly most: number
  readonly yearBeforeCounts: number
  days(line: string, month: Month): number
}

/** What is known of twelve months and of the twelve before them; nothing where that is the smaller part of what is spent. */
function toldOf(table: MonthTable, first: Month, before: Month): readonly Kind[] {
  const earlier = kindsKnown(table, before)
  const known = kindsKnown(table, first).filter((kind) => earlier.includes(kind))
  return areMost(table, known) ? known : []
}

/**
 * Stretches of twelve months, and the twelve before them, of which everything is known: the latest first. Any month may begin one, since
 * it is the same months a year before that a model goes by. Where only some kinds are known so far back, the trial is of them, if they are
 * most of what is spent.
 */
export function trialsOf(table: MonthTable, { last, most, yearBeforeCounts, days }: TrialSetting): Trial[] {
  const trials: Trial[] = []
  for (let back = 0; back < most; back += 1) {
    const first = addMonths(last, -11 - back)
    const before = addMonths(first, -12)
    const told = toldOf(table, first, before)
    if (told.length === 0) break
    const series = table.rows
      .filter(({ practice, line }) => practice !== '' && told.some(({ lines }) => lines.has(line)))
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

/** Whether a trial has in it every kind of spending there is: only then can it say how much chance there is in all of it. */
export const isOfEverything = ({ kinds }: MonthTable, trial: Trial | undefined): boolean =>
  trial !== undefined && kinds.every(({ lines }) => trial.series.some(({ line }) => lines.has(line)))
