import { countedLines } from '#activity/import'
import { type Lake, lakeFiles } from '#lake'
import { inlineTable, textLiteral } from '../shape/lake-text.ts'
import { type MonthFiles, filesWithPrice, filesWithoutPrice } from '../shape/month-files.view.ts'

const stored = [
  'lines', 'billed_pence', 'priced_lines', 'price_pence', 'difference_pence', 'unpriced_lines', 'unpriced_billed_pence',
] as const
const sums = [...stored, 'waiting_lines', 'waiting_billed_pence'] as const

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
       count(*) AS unpriced_lines, coalesce(sum(l.billed_pence), 0)::BIGINT AS unpriced_billed_pence,
       count(*) AS waiting_lines, coalesce(sum(l.billed_pence), 0)::BIGINT AS waiting_billed_pence
     FROM ${lines} AS l GROUP BY l.provider, l.practice, l.pod`,
  ]
}

/** The sums of every month given, as a FROM item; nothing when no file of them counts. */
export function rollUpSource(lake: Lake, months: readonly MonthFiles[]): string | undefined {
  const parts = [...pricedSource(lake, months), ...months.flatMap((files) => unpricedSource(lake, files))]
  return parts.length === 0 ? undefined : `(${parts.join(' UNION ALL ')})`
}

/** `sum(x.lines)::BIGINT AS lines, …`, of all rows or of those that a condition keeps. */
export const rollUpSums = (prefix = '', condition?: string): string =>
  sums
    .map((sum) => {
      const value = condition ? `CASE WHEN ${condition} THEN x.${sum} ELSE 0 END` : `x.${sum}`
      return `coalesce(sum(${value}), 0)::BIGINT AS ${prefix}${sum}`
    })
    .join(', ')
