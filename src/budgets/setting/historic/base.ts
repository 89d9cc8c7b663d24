import { type FinancialYear, type Month, type Pence, addMonths, addPence, financialYearOf, monthOfYear } from '#shared'

/** The months a historic budget rests on, and the year whose prices it is worked out at. */
export interface BaseQuestion {
  readonly commissioner: string
  /** In order and without a gap. */
  readonly months: readonly Month[]
  readonly priceYear: FinancialYear
}

/** Activity of the base months of one practice and point of delivery. */
export interface BaseRow {
  readonly practice: string
  readonly pod: string
  readonly lines: number
  readonly billedPence: Pence
  /** At the prices of their own dates. */
  readonly ownPence: Pence
  /** At the prices of the year; the same as `ownPence` where those are not to be had. */
  readonly yearPence: Pence
}

/**
 * At which prices a base stands: `own` where its months are of the price year, `year` once they were priced at the year’s list,
 * `not-loaded` where there is no list of the year, `waiting` where there is one and the months were not priced by it yet.
 */
export type BasePrices = 'own' | 'year' | 'not-loaded' | 'waiting'

export interface Base extends BaseQuestion {
  readonly rows: readonly BaseRow[]
  readonly prices: BasePrices
  /** Months asked for of which there is no activity. */
  readonly missing: readonly Month[]
  readonly unpricedLines: number
}

/** The twelve months that a year’s budget rests on where nobody says otherwise: the latest twelve before it that there is activity of. */
export function usualMonths(year: FinancialYear, known: readonly Month[]): Month[] {
  const first = monthOfYear(year, 1)
  const last = known.filter((month) => month < first).at(-1) ?? addMonths(first, -1)
  return Array.from({ length: 12 }, (_, at) => addMonths(last, at - 11))
}

export const isOfYear = (months: readonly Month[], year: FinancialYear): boolean =>
  months.every((month) => financialYearOf(month) === year)

export interface Spend {
  readonly lines: number
  readonly billedPence: Pence
  readonly ownPence: Pence
  readonly yearPence: Pence
}

/** Adds rows up by whatever key they have. */
export function spendBy<Row extends Spend>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Spend> {
  const sums = new Map<string, Spend>()
  for (const row of rows) {
    const key = keyOf(row)
    const sum = sums.get(key)
    sums.set(key, {
      lines: (sum?.lines ?? 0) + row.lines,
      billedPence: addPence(row.billedPence, ...(sum ? [sum.billedPence] : [])),
      ownPence: addPence(row.ownPence, ...(sum ? [sum.ownPence] : [])),
      yearPence: addPence(row.yearPence, ...(sum ? [sum.yearPence] : [])),
    })
  }
  return sums
}
