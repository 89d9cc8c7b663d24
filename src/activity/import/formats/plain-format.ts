import { lineColumns } from '../line/line-column.ts'
import type { Format } from './format.ts'

/** The plain activity file: its columns are the columns of a line. */
export const plainFormat: Format = {
  name: 'plain',
  title: 'Plain activity file',
  source: 'The plain format of this product: one row is one billed line.',
  dataset: 'activity',
  holds: 'lines',
  bills: true,
  unknown_columns: 'refuse',
  columns: lineColumns.map(({ name, needed, isPrivate }) => ({
    title: name,
    need: needed ? ('M' as const) : ('O' as const),
    ...(isPrivate && { private: true }),
  })),
  lines: Object.fromEntries(lineColumns.map(({ name }) => [name, { from: [name] }])),
}
