import { type CurrentActivity, countedLines } from '#activity/import'
import type { Lake } from '#lake'
import type { Month } from '#shared'

export interface MonthToPrice {
  readonly month: Month
  readonly current: CurrentActivity
}

/** With so many lines the memory of an import is not passed, and both cores have work: 3.4 million in six passes. */
const linesTogether = 600_000

/** How many lines their files hold. */
export const linesOf = (months: readonly MonthToPrice[]): number =>
  months.flatMap(({ current }) => current.files).reduce((sum, { lines }) => sum + lines, 0)

/** Months in order, as many together as one pass should price. */
export function batchesOf(months: readonly MonthToPrice[]): MonthToPrice[][] {
  const batches: MonthToPrice[][] = []
  let room = 0
  for (const month of months) {
    const lines = linesOf([month])
    if (lines > room || batches.length === 0) {
      batches.push([])
      room = linesTogether
    }
    batches.at(-1)!.push(month)
    room -= lines
  }
  return batches
}

/** A FROM item of all their lines that count. Months of which every line counts are read as one. */
export function linesOfMonths(lake: Pick<Lake, 'files'>, months: readonly MonthToPrice[]): string {
  const whole = months.filter(({ current }) => current.whole)
  const all: CurrentActivity = { files: whole.flatMap(({ current }) => current.files), counted: [], whole: true }
  const parts = [
    ...(whole.length > 0 ? [all] : []),
    ...months.flatMap(({ current }) => (current.whole ? [] : [current])),
  ]
  return `(${parts.map((part) => `SELECT * FROM ${countedLines(lake, part)}`).join(' UNION ALL BY NAME ')})`
}
