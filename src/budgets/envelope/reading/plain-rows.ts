import type { Reject } from '#organisations'
import type { Sheet, SheetRow } from '#platform'
import { type Result, ok, refused } from '#shared'

/** One row of a plain file: gives each column as text, and gathers what is wrong with it. */
export class PlainRow {
  readonly rejects: Reject[] = []
  readonly number: number

  constructor(
    private readonly places: ReadonlyMap<string, number>,
    private readonly sheet: string,
    private readonly row: SheetRow,
  ) {
    this.number = row.number
  }

  get isWhole(): boolean {
    return this.rejects.length === 0
  }

  text(column: string): string {
    return (this.row.cells[this.places.get(column) ?? -1] ?? '').replaceAll(/[\s\u00a0]+/g, ' ').trim()
  }

  reject(column: string, message: string): undefined {
    this.rejects.push({ sheet: this.sheet, row: this.number, column, value: this.text(column).slice(0, 80), message })
    return undefined
  }

  /** A row shorter or longer than the header is cut short or shifted: no cell of it can be trusted. */
  checkWidth(width: number): void {
    const { cells } = this.row
    if (cells.length >= width && cells.slice(width).every((cell) => cell.trim() === '')) return
    this.rejects.push({
      sheet: this.sheet,
      row: this.number,
      column: 'the whole row',
      value: cells.join(',').slice(0, 80),
      message: `It has ${cells.length} cells where ${width} belong: put cells with commas in "double quotes".`,
    })
  }
}

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ')

function headerFault(columns: readonly string[], header: readonly string[]): string | undefined {
  const missing = columns.filter((name) => !header.includes(name))
  if (missing.length > 0) return `lacks ${quoted(missing)}: add what is missing`
  const unknown = header.filter((name) => !columns.includes(name))
  if (unknown.length > 0)
    return `has ${quoted(unknown)}, which nobody knows: remove or rename. Known are ${quoted(columns)}`
  return new Set(header).size === header.length ? undefined : 'has a column twice: keep one'
}

/** The rows of a file whose header has exactly these columns, in any order; or what is wrong with the header. */
export function plainRows(
  name: string,
  columns: readonly string[],
  sheets: readonly Sheet[],
): Result<PlainRow[], 'empty' | 'columns'> {
  const sheet = sheets.find(({ rows }) => rows.length > 0)
  if (!sheet) return refused('empty', `“${name}” holds no rows.`)
  const header = sheet.rows[0]!.cells.map((cell) => cell.trim().toLowerCase())
  while (header.at(-1) === '') header.pop()
  const fault = headerFault(columns, header)
  if (fault) return refused('columns', `The header (row 1) of “${name}” ${fault}.`)
  const places = new Map(header.map((column, at) => [column, at]))
  const rows = sheet.rows.slice(1).map((row) => new PlainRow(places, name, row))
  for (const row of rows) row.checkWidth(header.length)
  return rows.length === 0 ? refused('empty', `“${name}” has a header and no row.`) : ok(rows)
}

/** Rejects a row that says of the same thing what an earlier row says of it. */
export function rejectRepeats<Item>(
  items: readonly { readonly row: PlainRow; readonly item: Item }[],
  column: string,
  keyOf: (item: Item) => string,
  words: (item: Item) => string,
): void {
  const first = new Map<string, PlainRow>()
  for (const { row, item } of items) {
    const earlier = first.get(keyOf(item))
    if (earlier) row.reject(column, `Row ${earlier.number} has ${words(item)} already: keep one of the two.`)
    else first.set(keyOf(item), row)
  }
}
