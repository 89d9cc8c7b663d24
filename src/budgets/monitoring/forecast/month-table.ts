import { type Month, addMonths } from '#shared'
import type { SentSum } from '../actuals/actual.ts'
import { prescribingSource } from '../actuals/prescribing-source.ts'

/** What comes together: activity from whatever provider, or prescribing. The two begin and end in months of their own. */
export interface Kind {
  readonly lines: ReadonlySet<string>
  readonly months: ReadonlySet<Month>
  readonly pence: number
}

/** What each practice spent on each line in each month, whoever billed it. */
export interface MonthTable {
  readonly rows: readonly {
    readonly practice: string
    readonly line: string
    readonly byMonth: ReadonlyMap<Month, number>
  }[]
  readonly kinds: readonly Kind[]
}

function kindsOf(sums: readonly SentSum[]): Kind[] {
  const isPrescribing = ({ source }: SentSum): boolean => source === prescribingSource
  const parts = [sums.filter((sum) => !isPrescribing(sum)), sums.filter(isPrescribing)]
  return parts
    .filter(({ length }) => length > 0)
    .map((own) => ({
      lines: new Set(own.map(({ line }) => line)),
      months: new Set(own.map(({ month }) => month)),
      pence: own.reduce((sum, { pence }) => sum + pence, 0),
    }))
}

export function monthTable(sums: readonly SentSum[]): MonthTable {
  const rows = new Map<string, { practice: string; line: string; byMonth: Map<Month, number> }>()
  for (const { practice, line, month, pence } of sums) {
    const key = JSON.stringify([practice, line])
    const row = rows.get(key) ?? { practice, line, byMonth: new Map<Month, number>() }
    row.byMonth.set(month, (row.byMonth.get(month) ?? 0) + pence)
    rows.set(key, row)
  }
  return { rows: [...rows.values()], kinds: kindsOf(sums) }
}

/** Twelve months from one on, of a row; nought where there is nothing. */
export const twelveFrom = (byMonth: ReadonlyMap<Month, number>, first: Month): number[] =>
  Array.from({ length: 12 }, (_, at) => byMonth.get(addMonths(first, at)) ?? 0)

export const twelveMonths = (first: Month): Month[] => Array.from({ length: 12 }, (_, at) => addMonths(first, at))

/** The kinds that sent something in each of the twelve months from one on. */
export const kindsKnown = ({ kinds }: MonthTable, first: Month): readonly Kind[] =>
  kinds.filter(({ months }) => twelveMonths(first).every((month) => months.has(month)))

/** Whether each of the twelve months is known of a line: two years of prescribing say nothing of admissions. */
export const isLineKnown = (table: MonthTable, line: string, first: Month): boolean =>
  kindsKnown(table, first).some(({ lines }) => lines.has(line))

const perMonth = ({ pence, months }: Kind): number => pence / months.size

/** Whether kinds make at least half of what a month costs: less of it cannot speak for the whole. */
export function areMost({ kinds }: MonthTable, known: readonly Kind[]): boolean {
  const sum = (own: readonly Kind[]): number => own.reduce((pence, kind) => pence + perMonth(kind), 0)
  return known.length > 0 && sum(known) * 2 >= sum(kinds)
}
