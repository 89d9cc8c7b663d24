import type { Ctx } from '#platform'
import { type Month, type Pence, toMonth, toPence } from '#shared'
import { monthFiles } from '../shape/month-files.view.ts'
import { narrowing, whereAll } from '../shape/narrowing.ts'
import { rollUpOf } from './roll-up.view.ts'

/** What one practice’s lines of a month and point of delivery add up to. Empty codes stand for lines that carry none. */
export interface PracticeSum {
  readonly month: Month
  readonly practice: string
  readonly pod: string
  readonly lines: number
  readonly billedPence: Pence
  /** At their own prices; a line without a price is taken at what was billed. */
  readonly pricedPence: Pence
  readonly unpricedLines: number
}

type Row = {
  month: string
  practice: string
  pod: string
  lines: number
  billed_pence: number
  priced_pence: number
  unpriced_lines: number
}

/** Months of activity by practice and point of delivery, from the roll-ups: a year of 1.2 million lines is some thousands of rows. */
export async function practiceSums(ctx: Ctx, months: readonly Month[]): Promise<PracticeSum[]> {
  const rollUp = rollUpOf(ctx.lake, await Promise.all(months.map((month) => monthFiles(ctx, month))))
  if (!rollUp) return []
  const rows = await ctx.lake.read<Row>(
    `SELECT x.month, coalesce(x.practice, '') AS practice, coalesce(x.pod, '') AS pod, sum(x.lines)::BIGINT AS lines,
       sum(x.billed_pence)::BIGINT AS billed_pence, sum(x.price_pence + x.unpriced_billed_pence)::BIGINT AS priced_pence,
       sum(x.lines - x.priced_lines)::BIGINT AS unpriced_lines
     FROM ${rollUp.source} AS x ${whereAll(narrowing({}, ctx.scope))} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  )
  return rows.map((row) => ({
    month: toMonth(row.month),
    practice: row.practice,
    pod: row.pod,
    lines: row.lines,
    billedPence: toPence(row.billed_pence),
    pricedPence: toPence(row.priced_pence),
    unpricedLines: row.unpriced_lines,
  }))
}
