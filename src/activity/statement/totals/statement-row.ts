import { type Column, type Month, type Row, type RowBasis, findMonth } from '#shared'
import { linesAddress, statementAddress } from '../shape/addresses.ts'
import { type Dimension, type Filters, none } from '../shape/dimension.ts'
import type { Sums } from './sums.ts'

type MonthKey =
  | 'lines'
  | 'billed_pence'
  | 'price_pence'
  | 'difference_pence'
  | 'unpriced_lines'
  | 'unpriced_billed_pence'
type YearKey = 'ytd_billed_pence' | 'ytd_price_pence' | 'ytd_difference_pence'
export type StatementKey = 'code' | 'name' | MonthKey | YearKey

/** A price is that of the lines that have one; it is published for as many as there are lines, so it never tells how many have none. */
const pricedOf = ['lines', 'priced_lines'] as const
const yearPricedOf = ['ytd_lines', 'ytd_priced_lines'] as const

const monthColumns: readonly Column<StatementKey>[] = [
  { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
  { key: 'billed_pence', label: 'Billed', kind: 'pence', of: ['lines'] },
  { key: 'price_pence', label: 'Our price', kind: 'pence', of: pricedOf },
  { key: 'difference_pence', label: 'Difference', kind: 'pence', of: pricedOf },
  { key: 'unpriced_lines', label: 'No price: lines', kind: 'count', counts: 'activity', inside: true },
  { key: 'unpriced_billed_pence', label: 'No price: billed', kind: 'pence', of: ['unpriced_lines'], inside: true },
]

const yearColumns: readonly Column<StatementKey>[] = [
  { key: 'ytd_billed_pence', label: 'Year: billed', kind: 'pence', of: ['ytd_lines'] },
  { key: 'ytd_price_pence', label: 'Year: our price', kind: 'pence', of: yearPricedOf },
  { key: 'ytd_difference_pence', label: 'Year: difference', kind: 'pence', of: yearPricedOf },
]

export const statementColumns = (label: string, yearToDate: boolean): readonly Column<StatementKey>[] => [
  { key: 'code', label: 'Code', kind: 'code' },
  { key: 'name', label, kind: 'text' },
  ...monthColumns,
  ...(yearToDate ? yearColumns : []),
]

const monthCells = (sums: Sums): Record<MonthKey, number | null> => ({
  lines: sums.lines,
  billed_pence: sums.billedPence,
  price_pence: sums.pricePence,
  difference_pence: sums.differencePence,
  unpriced_lines: sums.unpricedLines,
  unpriced_billed_pence: sums.unpricedBilledPence,
})

const yearCells = (sums: Sums | undefined): Record<YearKey, number | null> => ({
  ytd_billed_pence: sums?.billedPence ?? null,
  ytd_price_pence: sums?.pricePence ?? null,
  ytd_difference_pence: sums?.differencePence ?? null,
})

const pricedLines = ({ lines, unpricedLines }: Sums): number => lines - unpricedLines

/** What the figures rest on, for whoever must not see small ones. */
const basisOf = ({ sums, yearSums, group, practiceLines }: StatementEntry): RowBasis => ({
  counts: {
    priced_lines: pricedLines(sums),
    ...(yearSums ? { ytd_lines: yearSums.lines, ytd_priced_lines: pricedLines(yearSums) } : {}),
  },
  ...(group === undefined ? {} : { part: group }),
  ...(practiceLines ? { parts: practiceLines } : {}),
})

/** What a figure opens: the lines themselves; the year's figures open their months, whose figures open the lines. */
function figureLinks(month: Month, filters: Filters, sums: Sums, yearly: boolean): Record<string, string> {
  const lines = linesAddress(month, filters)
  const unpriced = linesAddress(month, filters, { basis: 'unpriced' })
  const months = statementAddress(month, 'month', filters)
  return {
    ...(sums.lines > 0 ? { lines, billed_pence: lines, price_pence: lines, difference_pence: lines } : {}),
    ...(sums.unpricedLines > 0 ? { unpriced_lines: unpriced, unpriced_billed_pence: unpriced } : {}),
    ...(yearly ? { ytd_billed_pence: months, ytd_price_pence: months, ytd_difference_pence: months } : {}),
  }
}

/** What a name opens: the same money one step finer, by the first dimension that is not yet fixed. */
const finer: Record<Dimension, readonly Exclude<Dimension, 'month'>[]> = {
  group: ['practice', 'provider', 'pod'],
  practice: ['provider', 'pod'],
  provider: ['pod', 'practice'],
  pod: ['provider', 'practice'],
  month: ['practice', 'provider', 'pod'],
}

function nameLinks(month: Month, by: Dimension, filters: Filters, yearly: boolean): Record<string, string> {
  const next = finer[by].find((dimension) => filters[dimension] === undefined)
  if (!next) return { name: linesAddress(month, filters) }
  return { name: statementAddress(month, next, filters, yearly ? { ytd: 1 } : {}) }
}

export interface StatementEntry {
  readonly code: string | null
  readonly name: string
  readonly sums: Sums
  readonly yearSums?: Sums
  /** A practice's group, `none` where it has none: what a statement by group publishes of it. */
  readonly group?: string
  /** The lines of each practice of a group. */
  readonly practiceLines?: readonly number[]
}

export interface StatementFrame {
  readonly month: Month
  readonly by: Dimension
  readonly filters: Filters
}

export function statementRow(frame: StatementFrame, entry: StatementEntry): Row<StatementKey> {
  const { by, filters } = frame
  const month = by === 'month' ? (findMonth(entry.code ?? '') ?? frame.month) : frame.month
  const narrowed = by === 'month' ? filters : { ...filters, [by]: entry.code ?? none }
  const yearly = entry.yearSums !== undefined
  return {
    code: entry.code,
    name: entry.name,
    ...monthCells(entry.sums),
    ...yearCells(entry.yearSums),
    basis: basisOf(entry),
    links: { ...nameLinks(month, by, narrowed, yearly), ...figureLinks(month, narrowed, entry.sums, yearly) },
  }
}

/** The last row. Over several months its figures open nothing: the rows above it do. */
export function statementTotals(frame: StatementFrame, total: StatementEntry): Row<StatementKey> {
  const yearly = total.yearSums !== undefined
  const links = frame.by === 'month' ? {} : figureLinks(frame.month, frame.filters, total.sums, yearly)
  return {
    code: total.code,
    name: total.name,
    ...monthCells(total.sums),
    ...yearCells(total.yearSums),
    basis: basisOf(total),
    links,
  }
}
