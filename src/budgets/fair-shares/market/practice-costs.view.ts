import type { Ctx } from '#platform'
import { type Pence, toPence } from '#shared'
import { decimalText } from '../sums/decimal.ts'
import { type ActivityMonths, activityFillings } from './activity.view.ts'
import { lakeText } from './lake-text.ts'

/** What a practice's patients cost on a line in the months looked at, and by how much dearer their hospitals are. */
export interface PracticeCost {
  /** For a year. */
  readonly pence: Pence
  /** Prices with the factor over prices without it, as decimal text; 1 where nothing has a factor. */
  readonly mff: string
}

interface CostRow {
  readonly line: string
  readonly practice: string
  readonly pence: number
  readonly with_mff_pence: number
  readonly without_mff_micro: string
}

const places = 8

/** By `line practice`. */
export async function practiceCosts(
  ctx: Ctx,
  months: ActivityMonths,
  practices: readonly string[],
): Promise<ReadonlyMap<string, PracticeCost>> {
  const text = lakeText(new URL('./practice-costs.lake.sql', import.meta.url), activityFillings(months, practices))
  const rows = await ctx.lake.read<CostRow>(text)
  return new Map(
    rows.map((row) => {
      const without = BigInt(row.without_mff_micro)
      const mff =
        without === 0n
          ? '1'
          : decimalText({ numerator: BigInt(row.with_mff_pence) * 1_000_000n, denominator: without }, places)
      const pence = toPence(Number((BigInt(row.pence) * 12n) / BigInt(months.count)))
      return [`${row.line} ${row.practice}`, { pence, mff }] as const
    }),
  )
}
