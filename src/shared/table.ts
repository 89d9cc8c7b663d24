import type { SmallNumbers } from './access/scope.ts'
import type { Pence } from './money.ts'

/** What a column holds decides how it is drawn, aligned and exported. `pence` columns are exported as pence where the key says so. */
export type ColumnKind = 'text' | 'code' | 'count' | 'pence' | 'date' | 'month' | 'percent'

export type Cell = string | number | Pence | null

export interface Column<Key extends string = string> {
  readonly key: Key
  readonly label: string
  readonly kind: ColumnKind
  /**
   * What it counts: `activity` (lines, patients) is held back where small; `open` may be known by anybody: organisations, files,
   * list sizes.
   */
  readonly counts?: 'activity' | 'open'
  /**
   * The counts on which money, a share or a mean rests: keys of columns, or of what lies behind the row. The first is the count of
   * what was added up; a share names its part and its whole. A figure in a table of activity that names none is held back
   * everywhere.
   */
  readonly of?: readonly string[]
  /** A mean: it is held back with its count and not multiplied by it. */
  readonly mean?: true
  /** For those who do the work, and nothing for publication: left out where small numbers are held back. */
  readonly inside?: true
}

/** Where a row, or one of its cells, opens: a path within the product, by column key. Never exported. */
export type RowLinks = Readonly<Record<string, string>>

/** What a row's figures rest on beside its columns; never drawn and never exported. */
export interface RowBasis {
  /** Counts that no column shows, by the key that a column names in `of`. */
  readonly counts?: Readonly<Record<string, number>>
  /** The larger whole that this row is part of, where that whole is published in another table. */
  readonly part?: string
  /** The counts that this row is the sum of, where they are published in another table. */
  readonly parts?: readonly number[]
}

/** A row whose keys are not known by name may hold its links under any of them: read its cells with `cellOf`. */
export type Row<Key extends string = string> = Readonly<
  Record<Key, string extends Key ? Cell | RowLinks | RowBasis | undefined : Cell>
> & {
  readonly links?: RowLinks
  readonly basis?: RowBasis
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
  /** How it is published where small numbers are held back: not at all (lines one by one), or with a total that stands nowhere else. */
  readonly published?: 'never' | 'own-total'
  /** Set by `discloseTable`, and by nobody else: how small numbers in it have been held back. */
  readonly heldBack?: Exclude<SmallNumbers, 'shown'>
}
