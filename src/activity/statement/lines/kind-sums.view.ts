import { countedLines } from '#activity/import'
import type { Ctx } from '#platform'
import { type Month, type Pence, toPence } from '#shared'
import { monthFiles } from '../shape/month-files.view.ts'
import { narrowing, whereAll } from '../shape/narrowing.ts'
import { priceJoin } from './lines-source.view.ts'

/** Lines of one practice of one kind: a point of delivery and a healthcare resource group. Empty codes stand for lines that carry none. */
export interface KindSum {
  readonly practice: string
  readonly pod: string
  readonly hrg: string
  readonly lines: number
  /** At their own prices; a line without a price is taken at what was billed. */
  readonly pricedPence: Pence
}

type Row = { practice: string; pod: string; hrg: string; lines: number; priced_pence: number }

async function monthSums(ctx: Ctx, month: Month): Promise<string> {
  const files = await monthFiles(ctx, month)
  return `SELECT coalesce(x.practice, '') AS practice, coalesce(x.pod, '') AS pod, coalesce(x.hrg, '') AS hrg, count(*) AS lines,
      sum(coalesce(p.price_pence, x.billed_pence, 0)) AS priced_pence
    FROM (SELECT '${month}' AS month, l.* EXCLUDE (month) FROM ${countedLines(ctx.lake, files.current)} AS l) AS x
    ${priceJoin(ctx, files)} ${whereAll(narrowing({}, ctx.scope))} GROUP BY 1, 2, 3`
}

/**
 * Months of activity by practice, point of delivery and HRG, from the lines themselves: for whoever may see lines. A month of 100,000
 * lines takes about a tenth of a second.
 */
export async function kindSums(ctx: Ctx, months: readonly Month[]): Promise<KindSum[]> {
  if (months.length === 0) return []
  const each: string[] = []
  for (const month of months) each.push(await monthSums(ctx, month))
  const rows = await ctx.lake.read<Row>(
    `SELECT s.practice, s.pod, s.hrg, sum(s.lines)::BIGINT AS lines, sum(s.priced_pence)::BIGINT AS priced_pence
     FROM (${each.join(' UNION ALL ')}) AS s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  )
  return rows.map((row) => ({
    practice: row.practice,
    pod: row.pod,
    hrg: row.hrg,
    lines: row.lines,
    pricedPence: toPence(row.priced_pence),
  }))
}
