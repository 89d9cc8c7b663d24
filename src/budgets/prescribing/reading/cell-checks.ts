import type { ColumnName } from '../policy/prescribing-policy.ts'

/** What one cell of a row that is kept must be. `good` is a condition on the row `c` of the file, whose cells are text. */
export interface CellCheck {
  readonly column: ColumnName
  readonly good: string
  readonly problem: string
  readonly whatToDo: string
}

const asPublished = 'Send the row as it was published.'

const matches = (column: ColumnName, pattern: string): string => `regexp_full_match(c.${column}, '${pattern}')`

/** Pounds, quantities and usages have at most eight decimals: so many are kept exactly, and more would have to be rounded. */
export const decimals = 8
const number = `[0-9]{1,10}(\\.[0-9]{1,${decimals}})?`

const amount = (column: ColumnName): CellCheck => ({
  column,
  good: matches(column, `-?${number}`),
  problem: `is not an amount in pounds with at most ${decimals} decimals`,
  whatToDo: asPublished,
})

const quantity = (column: ColumnName): CellCheck => ({
  column,
  good: `(c.${column} IS NULL OR ${matches(column, number)})`,
  problem: `is not a number, nought or more, with at most ${decimals} decimals`,
  whatToDo: asPublished,
})

/**
 * The files published have no negative items and no negative cost; an item that is taken back is simply not there. A negative
 * count could not be held back where it is small, so it is refused; a negative cost is an amount like any other.
 */
export const cellChecks: readonly CellCheck[] = [
  {
    column: 'practice',
    good: matches('practice', '[A-Z0-9]{2,10}'),
    problem: 'is not the code of a practice',
    whatToDo: 'Give the national code, or mark the row as unidentified (Y).',
  },
  {
    column: 'bnf_code',
    good: matches('bnf_code', '[0-9]{2}[0-9A-Z]{9}([0-9A-Z]{4})?'),
    problem: 'is not a BNF code of eleven or fifteen characters',
    whatToDo: 'Look whether a spreadsheet has cut the noughts off its front; send the file as it was published.',
  },
  {
    column: 'items',
    good: matches('items', '[0-9]{1,9}'),
    problem: 'is not a whole number of items, nought or more',
    whatToDo: asPublished,
  },
  quantity('quantity'),
  quantity('total_quantity'),
  quantity('adq_usage'),
  amount('nic'),
  amount('actual_cost'),
  {
    column: 'unidentified',
    good: `coalesce(c.unidentified, '') IN ('N', 'Y')`,
    problem: 'does not say whether the row is of a known prescriber (N) or not (Y)',
    whatToDo: 'Look whether the file ends in the middle of this row; fetch it again.',
  },
]

/** That the row is of the file's month: `2017_09`, `201709` or `2017-09`. */
export const monthCheck = (month: string): CellCheck => ({
  column: 'year_month',
  good: `coalesce(c.year_month, '') IN ('${month.replace('-', '_')}', '${month.replace('-', '')}', '${month}')`,
  problem: `is not ${month}, the month of the file`,
  whatToDo: 'Send each month in a file of its own.',
})

/** All that a row must be, as one condition. */
export const goodRow = (checks: readonly CellCheck[]): string =>
  checks.map(({ good }) => `coalesce(${good}, false)`).join(' AND ')
