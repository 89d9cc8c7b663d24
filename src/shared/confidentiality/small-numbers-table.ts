import type { SmallNumbers } from '../access/scope.ts'
import type { Pence } from '../money.ts'
import { type Cell, type Column, type Row, type Table, cellOf } from '../table.ts'
import { protectingRows } from './small-numbers-guard.ts'
import { publishedMean, publishedPence, publishedShare } from './small-numbers-money.ts'
import { smallNumbersNotes } from './small-numbers-words.ts'
import { type HoldingMode, checkedCount, heldBackMark, isSmall, nearestFive, publishedCount } from './small-numbers.ts'

const isNumber = ({ kind }: Column): boolean => kind === 'count' || kind === 'pence' || kind === 'percent'

const countsActivity = ({ counts }: Column): boolean => counts === 'activity'

/** A count of the row by its key: a column's, or one that lies behind the row. */
function countOf(row: Row, key: string): number | undefined {
  const cell = row.basis?.counts?.[key] ?? cellOf(row, key)
  return typeof cell === 'number' ? checkedCount(cell) : undefined
}

/** Whether a count is held back in a row for the sake of another. */
type Protects = (key: string) => boolean

interface Drawing {
  readonly mode: HoldingMode
  readonly protects: Protects
}

function countCell(row: Row, { key }: Column, { mode, protects }: Drawing): Cell {
  const count = countOf(row, key)
  if (protects(key)) return heldBackMark
  return count === undefined ? null : publishedCount(count, mode)
}

function restingCell(cell: number, column: Column, counts: readonly number[], mode: HoldingMode): Cell {
  const [first, second] = mode === 'hes' ? counts.map(nearestFive) : counts
  if (column.kind === 'percent') return second ? publishedShare(first!, second) : heldBackMark
  if (mode === 'strict' || counts[0] === 0) return cell
  if (column.kind !== 'pence') return Math.round(cell)
  return column.mean ? publishedMean(cell as Pence) : publishedPence(cell as Pence, counts[0]!)
}

/** Money, a share or a mean: held back with any count on which it rests, and where it does not say on which. */
function figureCell(row: Row, column: Column, { mode, protects }: Drawing): Cell {
  const cell = cellOf(row, column.key)
  if (column.counts === 'open' || typeof cell !== 'number') return cell
  const keys = column.of ?? []
  const counts = keys.flatMap((key) => countOf(row, key) ?? [])
  const isUnknown = keys.length === 0 || counts.length < keys.length
  if (isUnknown || keys.some(protects) || counts.some(isSmall)) return heldBackMark
  return restingCell(cell, column, counts, mode)
}

function publishedRow(columns: readonly Column[], row: Row, drawing: Drawing): Row {
  const cell = (column: Column): Cell => {
    if (!isNumber(column)) return cellOf(row, column.key)
    return countsActivity(column) ? countCell(row, column, drawing) : figureCell(row, column, drawing)
  }
  return Object.fromEntries(columns.map((column) => [column.key, cell(column)]))
}

/** Rows worst first would tell which held-back figure is the larger: they go by their codes and names instead. */
function byName(columns: readonly Column[]): (a: Row, b: Row) => number {
  const names = columns.filter((column) => !isNumber(column))
  const missing = '\uFFFF'
  return (a, b) => {
    for (const { key } of names) {
      const [one, other] = [String(cellOf(a, key) ?? missing), String(cellOf(b, key) ?? missing)]
      if (one !== other) return one < other ? -1 : 1
    }
    return 0
  }
}

const sumOf = (rows: readonly Row[], key: string): number =>
  rows.reduce((sum, row) => sum + (countOf(row, key) ?? 0), 0)

/** The rows, and the total, that are held back to protect others in one column. */
interface Protected {
  has(row: Row): boolean
  readonly total: boolean
}

const nobody: Protected = { has: () => false, total: false }

function protectedIn(table: Table, key: string, mode: HoldingMode): Protected {
  const { rows, totals, published } = table
  if (!totals) return nobody
  if (published === 'own-total') return { ...nobody, total: rows.some((row) => isSmall(countOf(row, key) ?? 0)) }
  const guarded = rows.map((row) => ({ ...row.basis, count: countOf(row, key) ?? 0 }))
  const found = sumOf(rows, key) === 0 ? new Set<number>() : protectingRows(guarded, mode)
  const held = new Set(found === 'all' ? rows : rows.filter((_, at) => found.has(at)))
  return { has: (row) => held.has(row), total: false }
}

/** The rows go by name before anything is decided, so that of two equal counts it is the name that says which protects. */
function disclosedRows(given: Table, mode: HoldingMode): Pick<Table, 'rows' | 'totals'> {
  const columns = given.columns.filter(({ inside }) => !inside)
  const table = { ...given, rows: given.rows.toSorted(byName(columns)) }
  const found = new Map(columns.filter(countsActivity).map(({ key }) => [key, protectedIn(table, key, mode)] as const))
  const drawn = (row: Row, isTotal: boolean): Row => {
    const protects = (key: string): boolean => {
      const column = found.get(key)
      return column !== undefined && (isTotal ? column.total : column.has(row))
    }
    return publishedRow(columns, row, { mode, protects })
  }
  return {
    rows: table.rows.map((row) => drawn(row, false)),
    totals: table.totals && drawn(table.totals, true),
  }
}

/**
 * The one function by which small numbers are held back: what comes out is drawn on the page and written to every file, and holds
 * nothing else. `shown` leaves a table as it is, and so does a table that counts no activity. Held-back figures become the text
 * `*`; counts that are not small go to the nearest five and their money with them (`hes`), or stay as they are (`strict`); what
 * could give a held-back figure away is held back too; rows lose their links and go by their names; the mode is among the notes. A
 * table of lines one by one loses its rows.
 *
 * Not handled: a row whose name itself tells something of a person. Held back once, a table is returned as it is.
 */
export function discloseTable<T extends Table>(table: T, mode: SmallNumbers): T {
  if (mode === 'shown' || table.heldBack) return table
  const notes = smallNumbersNotes(mode, table.published === 'never')
  if (table.published === 'never') return { ...table, rows: [], totals: undefined, notes, heldBack: mode }
  if (!table.columns.some(countsActivity)) return table
  return {
    ...table,
    ...disclosedRows(table, mode),
    columns: table.columns.filter(({ inside }) => !inside),
    notes: [...(table.notes ?? []), ...notes],
    heldBack: mode,
  }
}
