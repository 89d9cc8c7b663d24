import { type Month, addMonths } from '#shared'
import type { SentSum } from '../actuals/actual.ts'

/** What each practice spent on each line in each month, whoever billed it. */
export interface MonthTable {
  readonly rows: readonly {
    readonly practice: string
    readonly line: string
    readonly byMonth: ReadonlyMap<Month, number>
  }[]
  readonly months: ReadonlySet<Month>
}

export function monthTable(sums: readonly SentSum[]): MonthTable {
  const rows = new Map<string, { practice: string; line: string; byMonth: Map<Month, number> }>()
  const months = new Set<Month>()
  for (const { practice, line, month, pence } of sums) {
    const key = JSON.stringify([practice, line])
    const row = rows.get(key) ?? { practice, line, byMonth: new Map<Month, number>() }
    row.byMonth.set(month, (row.byMonth.get(month) ?? 0) + pence)
    rows.set(key, row)
    months.add(month)
  }
  return { rows: [...rows.values()], months }
}

/** Twelve months from one on, of a row; nought where there is nothing. */
export const twelveFrom = (byMonth: ReadonlyMap<Month, number>, first: Month): number[] =>
  Array.from({ length: 12 }, (_, at) => byMonth.get(addMonths(first, at)) ?? 0)

export const twelveMonths = (first: Month): Month[] => Array.from({ length: 12 }, (_, at) => addMonths(first, at))
