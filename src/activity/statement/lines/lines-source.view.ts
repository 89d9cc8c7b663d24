import { countedLines } from '#activity/import'
import type { Ctx } from '#platform'
import { lakeFiles } from '#lake'
import { membershipsOver } from '../shape/membership.view.ts'
import { type MonthFiles, filesWithPrice, monthFiles } from '../shape/month-files.view.ts'
import { membershipJoin, narrowing, whereAll } from '../shape/narrowing.ts'
import { type LinesQuestion, lineConditions } from './lines-question.ts'

/** Lines beside their prices. A line that no price run has seen has the basis `not-priced` and an empty price. */
const lineColumns = `x.line_id, x.provider, x.practice, m.member_group AS "group", x.pod, x.hrg,
  x.start_date::VARCHAR AS start_date, x.end_date::VARCHAR AS end_date, x.billed_pence, p.price_pence,
  x.billed_pence - p.price_pence AS difference_pence, coalesce(p.price_basis, 'not-priced') AS price_basis,
  x.snapshot, x.import_no, x.line_no`

const lineSums = `count(*) AS lines, coalesce(sum(x.billed_pence), 0)::BIGINT AS billed_pence,
  count(p.price_pence) AS priced_lines, coalesce(sum(p.price_pence), 0)::BIGINT AS price_pence,
  coalesce(sum(x.billed_pence - p.price_pence), 0)::BIGINT AS difference_pence,
  coalesce(sum(CASE WHEN p.price_pence IS NULL THEN x.billed_pence ELSE 0 END), 0)::BIGINT AS unpriced_billed_pence,
  coalesce(sum(CASE WHEN p.price_basis IS NULL THEN 1 ELSE 0 END), 0)::BIGINT AS waiting_lines,
  coalesce(sum(CASE WHEN p.price_basis IS NULL THEN x.billed_pence ELSE 0 END), 0)::BIGINT AS waiting_billed_pence`

export interface LinesSource {
  readonly files: MonthFiles
  /** The query of the lines asked for, without an order. */
  readonly rows: string
  /** The query of their sums, in one row of the columns of a roll-up. */
  readonly sums: string
}

/** What `p` is where no file has been priced: a table of the same columns that holds nothing. */
export const noPrices = (columns: readonly string[]): string =>
  `(SELECT NULL::INTEGER AS import_no, NULL::INTEGER AS line_no, ${columns
    .map((column) => `NULL::${column === 'price_basis' ? 'VARCHAR' : 'BIGINT'} AS ${column}`)
    .join(', ')} WHERE false)`

export function priceJoin(ctx: Ctx, files: MonthFiles): string {
  const paths = filesWithPrice(files).map((file) => file.pricePath)
  const prices = paths.length === 0 ? noPrices(['price_pence', 'price_basis']) : lakeFiles(ctx.lake, paths)
  return `LEFT JOIN ${prices} AS p ON p.import_no = x.import_no AND p.line_no = x.line_no`
}

export async function linesSource(ctx: Ctx, question: LinesQuestion): Promise<LinesSource> {
  const [files, spans] = await Promise.all([monthFiles(ctx, question.month), membershipsOver(ctx.db, [question.month])])
  const counted = countedLines(ctx.lake, files.current)
  const conditions = [...narrowing(question, ctx.scope), ...lineConditions(question)]
  const from = `FROM ${counted} AS x
    ${membershipJoin(spans)} ${priceJoin(ctx, files)} ${whereAll(conditions)}`
  return { files, rows: `SELECT ${lineColumns} ${from}`, sums: `SELECT ${lineSums} ${from}` }
}
