import { type Cell, type Table, cellOf, heldBackMark } from '#shared'

/** By which column, and which way, one table of a page is sorted; in the address as `sort=TABLE.KEY` or `sort=TABLE.-KEY`. */
export interface TableSort {
  readonly table: string
  readonly key: string
  readonly descending: boolean
}

export function findTableSort(text: string | null): TableSort | undefined {
  const match = /^([\w-]+)\.(-?)(\w+)$/.exec(text ?? '')
  return match ? { table: match[1]!, key: match[3]!, descending: match[2] === '-' } : undefined
}

export const tableSortText = (sort: TableSort): string => `${sort.table}.${sort.descending ? '-' : ''}${sort.key}`

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })

/**
 * Missing values are the lowest, as the NHS design system asks of sortable tables; a figure that is held back comes next, whatever
 * it is.
 */
function compare(a: Cell, b: Cell): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  if (a === heldBackMark || b === heldBackMark) return Number(a !== heldBackMark) - Number(b !== heldBackMark)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return collator.compare(String(a), String(b))
}

/** The table in the order asked for; as it is when the order is of another table or of no column. Totals stay last. */
export function sortTable(table: Table, sort: TableSort | undefined): Table {
  const column = table.columns.find(({ key }) => key === sort?.key)
  if (!sort || sort.table !== table.name || !column) return table
  const way = sort.descending ? -1 : 1
  return { ...table, rows: table.rows.toSorted((a, b) => way * compare(cellOf(a, column.key), cellOf(b, column.key))) }
}
