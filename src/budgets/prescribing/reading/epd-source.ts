import { type EpdLayout, columnNames } from '../policy/prescribing-policy.ts'
import type { EpdColumns } from './epd-header.ts'
import { quoted } from './lake-query.ts'

export interface EpdSource {
  readonly path: string
  readonly isPacked: boolean
  readonly layout: EpdLayout
  readonly columns: EpdColumns
}

/** So many rows that are no rows are written down; a file with more of them is another kind of file. */
export const mostBroken = 10_000

/**
 * The FROM item that reads the file: every cell as text, so that the engine forgives nothing (1e3, 1_000, a decimal too many); cells
 * are held to what they must be afterwards, and only those of rows that are kept. Rows without their columns or with quotes that do
 * not close are passed over and stand in `reject_errors` with their place. The text is known to be UTF-8: a row that is not breaks
 * the engine where not all columns are asked for (1.5).
 */
export function epdSource(source: EpdSource): string {
  const cells = cellsOf(source)
  return columnNames.every((name) => source.columns.includes(name)) ? cells : allColumns(source, cells)
}

/** A file that lacks some of our columns has its cells without the blanks around them, and what its layout fills in. */
function allColumns({ columns, layout }: EpdSource, cells: string): string {
  const filled = (name: (typeof columnNames)[number]): string =>
    layout.fills[name] === undefined ? 'NULL::VARCHAR' : quoted(layout.fills[name])
  const all = columnNames.map(
    (name) => `${columns.includes(name) ? `nullif(trim(${name}), '')` : filled(name)} AS ${name}`,
  )
  return `(SELECT ${all.join(', ')} FROM ${cells})`
}

function cellsOf({ path, isPacked, columns }: EpdSource): string {
  const shape = columns.map((name, at) => `${quoted(name ?? `passed_${at}`)}: 'VARCHAR'`).join(', ')
  return `read_csv(${quoted(path)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
    strict_mode = true, null_padding = false, store_rejects = true, rejects_limit = ${mostBroken + 1}, max_line_size = 100000,
    compression = '${isPacked ? 'gzip' : 'none'}', columns = {${shape}})`
}
