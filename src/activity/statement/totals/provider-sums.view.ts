import type { Ctx } from '#platform'
import { type Month, type Pence, toMonth, toPence } from '#shared'
import { type MonthFiles, monthFiles } from '../shape/month-files.view.ts'
import { narrowing, whereAll } from '../shape/narrowing.ts'
import { rollUpOf } from './roll-up.view.ts'

/** What one provider billed for one practice in a month at one point of delivery. Empty codes stand for lines that carry none. */
export interface ProviderSum {
  readonly month: Month
  readonly provider: string
  readonly practice: string
  readonly pod: string
  readonly lines: number
  readonly billedPence: Pence
  /** At their own prices; a line without a price is taken at what was billed. */
  readonly pricedPence: Pence
}

/** One provider's month as it counts now: its freeze, or a flex of which something is still to change. */
export interface Delivery {
  readonly month: Month
  readonly provider: string
  readonly snapshot: 'flex' | 'freeze'
}

export interface ProviderMonths {
  readonly sums: readonly ProviderSum[]
  readonly deliveries: readonly Delivery[]
}

type Row = {
  month: string
  provider: string
  practice: string
  pod: string
  lines: number
  billed_pence: number
  priced_pence: number
}

const sumOf = (row: Row): ProviderSum => ({
  month: toMonth(row.month),
  provider: row.provider,
  practice: row.practice,
  pod: row.pod,
  lines: row.lines,
  billedPence: toPence(row.billed_pence),
  pricedPence: toPence(row.priced_pence),
})

/** Of a provider that sent several sets of lines for a month one flex makes the month a flex. */
function deliveriesOf({ month, current }: MonthFiles): Delivery[] {
  const found = new Map<string, Delivery>()
  for (const { provider, snapshot } of current.counted)
    if (found.get(provider)?.snapshot !== 'flex') found.set(provider, { month, provider, snapshot })
  return [...found.values()]
}

/** Months of activity by provider, practice and point of delivery, from the roll-ups, and which delivery of each provider counts. */
export async function providerMonths(ctx: Ctx, months: readonly Month[]): Promise<ProviderMonths> {
  const files = await Promise.all(months.map((month) => monthFiles(ctx, month)))
  const rollUp = rollUpOf(ctx.lake, files)
  if (!rollUp) return { sums: [], deliveries: [] }
  const rows = await ctx.lake.read<Row>(
    `SELECT x.month, x.provider, coalesce(x.practice, '') AS practice, coalesce(x.pod, '') AS pod, sum(x.lines)::BIGINT AS lines,
       sum(x.billed_pence)::BIGINT AS billed_pence, sum(x.price_pence + x.unpriced_billed_pence)::BIGINT AS priced_pence
     FROM ${rollUp.source} AS x ${whereAll(narrowing({}, ctx.scope))} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  )
  return { sums: rows.map(sumOf), deliveries: files.flatMap(deliveriesOf) }
}
