import { type Cell, type Column, type Pence, type Row, type Table, cellOf, poundsText } from '#shared'

/** A spreadsheet runs a text that starts so as a formula (OWASP, "CSV Injection"); full-width forms count too. */
const startsFormula = /^[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/

/** Text that a spreadsheet only shows: an apostrophe in front makes it harmless. */
export const harmlessText = (text: string): string => (startsFormula.test(text) ? `'${text}` : text)

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Whole pence where the column's key says so, else pounds with two decimals; other numbers as they are. */
function numberText(value: number, column: Column): string {
  const pounds = column.kind === 'pence' && !column.key.endsWith('_pence')
  return pounds ? poundsText(value as Pence) : String(value)
}

function csvCell(cell: Cell, column: Column): string {
  if (cell === null) return ''
  return typeof cell === 'number' ? numberText(cell, column) : quoted(harmlessText(cell))
}

/** The names of the columns, as programs know them. */
export const csvHeader = (columns: readonly Column[]): string =>
  columns.map(({ key }) => quoted(harmlessText(key))).join(',') + '\r\n'

/** One row, for lists too long to hold: write the header, then row after row. */
export const csvRow = (columns: readonly Column[], row: Row): string =>
  columns.map((column) => csvCell(cellOf(row, column.key), column)).join(',') + '\r\n'

/** CSV has no notes: how small numbers were held back stands in every row, so that it stays with the figures wherever they are copied. */
const modeColumn: Column = { key: 'small_numbers', label: 'Small numbers', kind: 'code' }

/** RFC 4180, UTF-8 without a mark, the totals as the last row; the mode in a last column where small numbers are held back. */
export function tableToCsv({ columns, rows, totals, heldBack }: Table): string {
  const all = totals ? [...rows, totals] : rows
  if (!heldBack) return csvHeader(columns) + all.map((row) => csvRow(columns, row)).join('')
  const withMode = [...columns, modeColumn]
  return csvHeader(withMode) + all.map((row) => csvRow(withMode, { ...row, small_numbers: heldBack })).join('')
}
