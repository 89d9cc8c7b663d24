import { type Cell, type Column, type Row, type Table, cellOf } from '#shared'

export interface TableJson {
  readonly name: string
  readonly caption: string
  readonly notes: readonly string[]
  readonly columns: readonly Column[]
  readonly rows: readonly Readonly<Record<string, Cell>>[]
  readonly totals: Readonly<Record<string, Cell>> | null
  /** How small numbers are held back, where they are: `*` then stands for a number. */
  readonly small_numbers?: NonNullable<Table['heldBack']>
}

/** Only what the columns show: a row's links and anything beside the columns stay behind. */
const cellsOf = (columns: readonly Column[], row: Row): Record<string, Cell> =>
  Object.fromEntries(columns.map(({ key }) => [key, cellOf(row, key)]))

export const tableToJson = (table: Table): TableJson => ({
  name: table.name,
  caption: table.caption,
  notes: table.notes ?? [],
  columns: table.columns.map(({ key, label, kind }) => ({ key, label, kind })),
  rows: table.rows.map((row) => cellsOf(table.columns, row)),
  totals: table.totals ? cellsOf(table.columns, table.totals) : null,
  ...(table.heldBack ? { small_numbers: table.heldBack } : {}),
})
