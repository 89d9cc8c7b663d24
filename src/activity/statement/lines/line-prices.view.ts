import { countedLines } from '#activity/import'
import type { Ctx } from '#platform'
import { type Month, type Pence, toPence } from '#shared'
import { textLiteral } from '../shape/lake-text.ts'
import { monthFiles } from '../shape/month-files.view.ts'
import { narrowing, whereAll } from '../shape/narrowing.ts'
import { priceJoin } from './lines-source.view.ts'

/** What one line comes to in the version of its month that counts. A line that was taken out of it is not there. */
export interface LinePrice {
  readonly provider: string
  readonly lineId: string
  /** Empty where the line names none. */
  readonly practice: string
  readonly billedPence: Pence
  /** At its own price; a line without a price is taken at what was billed. */
  readonly pricedPence: Pence
}

type Row = { provider: string; line_id: string; practice: string; billed_pence: number; priced_pence: number }

/** The lines of a month that are named, with their prices, for whoever may see lines. Rows of one id are added up. */
export async function linePrices(
  ctx: Ctx,
  month: Month,
  named: readonly { readonly provider: string; readonly lineId: string }[],
): Promise<LinePrice[]> {
  const files = await monthFiles(ctx, month)
  if (named.length === 0 || files.current.files.length === 0) return []
  const ids = [...new Set(named.map(({ lineId }) => lineId))].map(textLiteral).join(', ')
  const wanted = new Set(named.map(({ provider, lineId }) => JSON.stringify([provider, lineId])))
  const rows = await ctx.lake.read<Row>(
    `SELECT x.provider, x.line_id, coalesce(max(x.practice), '') AS practice, sum(x.billed_pence)::BIGINT AS billed_pence,
       sum(coalesce(p.price_pence, x.billed_pence, 0))::BIGINT AS priced_pence
     FROM (SELECT '${month}' AS month, l.* EXCLUDE (month) FROM ${countedLines(ctx.lake, files.current)} AS l) AS x
     ${priceJoin(ctx, files)} ${whereAll([`x.line_id IN (${ids})`, ...narrowing({}, ctx.scope)])}
     GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  return rows
    .filter((row) => wanted.has(JSON.stringify([row.provider, row.line_id])))
    .map((row) => ({
      provider: row.provider,
      lineId: row.line_id,
      practice: row.practice,
      billedPence: toPence(row.billed_pence),
      pricedPence: toPence(row.priced_pence),
    }))
}
