import { type LineColumn, lineColumns } from '../line/line-column.ts'
import { totalColumns } from '../line/total-column.ts'
import type { Format } from './format.ts'

/** Only a national tariff code brings it: the third part. */
const bestPractice: LineColumn = { name: 'best_practice', type: 'code' }

/** National sets give prices to eight decimals, the plain file to four. */
const finer = (column: LineColumn): LineColumn => (column.type === 'money' ? { ...column, type: 'unit-price' } : column)

/** The columns that rows of a format may become, in their own order. */
export function targetColumns({ holds, name }: Format): readonly LineColumn[] {
  if (holds === 'totals') return totalColumns
  return name === 'plain' ? lineColumns : [...lineColumns.map(finer), bestPractice]
}
