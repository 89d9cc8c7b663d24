import type { Pence } from './money.ts'

/** What a column holds decides how it is drawn, aligned and exported. `pence` columns are exported as pence where the key says so. */
export type ColumnKind = 'text' | 'code' | 'count' | 'pence' | 'date' | 'month' | 'percent'

export type Cell = string | number | Pence | null

export interface Column<Key extends string = string> {
  readonly key: Key
  readonly label: string
  readonly kind: ColumnKind
}

/** Where a row, or one of its cells, opens: a path within the product, by column key. Never exported. */
export type RowLinks = Readonly<Record<string, string>>

/** A row whose keys are not known by name may hold its links under any of them: read its cells with `cellOf`. */
export type Row<Key extends string = string> = Readonly<
  Record<Key, string extends Key ? Cell | RowLinks | undefined : Cell>
> & {
  readonly links?: RowLinks
}

/** The cell of a row under a key; null where it has none. */
export function cellOf(row: Row, key: string): Cell {
  const cell = row[key]
  return cell === undefined || (typeof cell === 'object' && cell !== null) ? null : cell
}

/**
 * A table as somebody sees it: page, CSV, XLSX and JSON all come from this one value, so they cannot differ.
 * `totals` is a row of the same columns, shown last and exported last.
 */
export interface Table<Key extends string = string> {
  readonly name: string
  readonly caption: string
  readonly columns: readonly Column<Key>[]
  readonly rows: readonly Row<Key>[]
  readonly totals?: Row<Key>
  /** What a reader must know beside the figures: source, date, plan or flex or freeze, what is missing. */
  readonly notes?: readonly string[]
}
