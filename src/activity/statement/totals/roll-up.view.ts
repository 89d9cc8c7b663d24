import { countedLines } from '#activity/import'
import { type Lake, lakeFiles } from '#lake'
import { inlineTable, textLiteral } from '../shape/lake-text.ts'
import { type MonthFiles, filesWithPrice, filesWithoutPrice } from '../shape/month-files.view.ts'

const stored = [
  'lines',
  'billed_pence',
  'priced_lines',
  'price_pence',
  'difference_pence',
  'unpriced_billed_pence',
] as const
const waiting = ['waiting_lines', 'waiting_billed_pence'] as const

const countedKeys = ['month', 'import_no', 'provider', 'snapshot', 'dataset']

/** A file may hold providers whose lines a later delivery replaced; only the pairs that count are added up. */
function countedJoin(months: readonly MonthFiles[]): string {
  if (months.every((files) => files.current.whole)) return ''
  const rows = months.flatMap(({ month, current }) =>
    current.counted.map((pair) => [month, pair.importNo, pair.provider, pair.snapshot, pair.dataset]),
  )
  const on = countedKeys.map((key) => `c.${key} = r.${key}`).join(' AND ')
  return `JOIN ${inlineTable('c', countedKeys, rows)} ON ${on}`
}

/** A roll-up lies in the folder of its month: one scan of all files with the month from the path costs half of a scan each. */
const monthOfFile = "split_part(replace(f.filename, '\\', '/'), '/', -2)"

function pricedSource(lake: Lake, months: readonly MonthFiles[]): string[] {
  const paths = months.flatMap((files) => filesWithPrice(files).map((file) => file.rollupPath))
  if (paths.length === 0) return []
  const columns = ['month', 'provider', 'practice', 'pod', ...stored].map((column) => `r.${column}`).join(', ')
  return [
    `SELECT ${columns}, 0 AS waiting_lines, 0 AS waiting_billed_pence
     FROM (SELECT ${monthOfFile} AS month, f.* FROM ${lakeFiles(lake, paths)} AS f) AS r ${countedJoin(months)}`,
  ]
}

/** Lines that no price run has seen yet are billed all the same: they are added up from the lines themselves. */
function unpricedSource(lake: Lake, files: MonthFiles): string[] {
  const unpriced = filesWithoutPrice(files)
  if (unpriced.length === 0) return []
  const lines = countedLines(lake, { ...files.current, files: unpriced })
  return [
    `SELECT ${textLiteral(files.month)} AS month, l.provider, l.practice, l.pod,
       count(*) AS lines, coalesce(sum(l.billed_pence), 0)::BIGINT AS billed_pence,
       0 AS priced_lines, 0 AS price_pence, 0 AS difference_pence,
       coalesce(sum(l.billed_pence), 0)::BIGINT AS unpriced_billed_pence,
       count(*) AS waiting_lines, coalesce(sum(l.billed_pence), 0)::BIGINT AS waiting_billed_pence
     FROM ${lines} AS l GROUP BY l.provider, l.practice, l.pod`,
  ]
}

/** The roll-ups of months as a FROM item, and whether any of it has not been priced. */
export interface RollUp {
  readonly source: string
  readonly hasWaiting: boolean
}

/** Nothing when no file of the months counts. */
export function rollUpOf(lake: Lake, months: readonly MonthFiles[]): RollUp | undefined {
  const unpriced = months.flatMap((files) => unpricedSource(lake, files))
  const parts = [...pricedSource(lake, months), ...unpriced]
  return parts.length === 0 ? undefined : { source: `(${parts.join(' UNION ALL ')})`, hasWaiting: unpriced.length > 0 }
}

const sumOf = (column: string, as: string, condition?: string): string =>
  `coalesce(sum(${condition ? `CASE WHEN ${condition} THEN x.${column} ELSE 0 END` : `x.${column}`}), 0)::BIGINT AS ${as}`

/** `sum(x.lines)::BIGINT AS lines, …`, of all rows or of those that a condition keeps. Each sum costs, so none is made of noughts. */
export function rollUpSums({ hasWaiting }: Pick<RollUp, 'hasWaiting'>, prefix = '', condition?: string): string {
  const waitingSums = waiting.map((column) =>
    hasWaiting ? sumOf(column, prefix + column, condition) : `0 AS ${prefix}${column}`,
  )
  return [...stored.map((column) => sumOf(column, prefix + column, condition)), ...waitingSums].join(', ')
}
