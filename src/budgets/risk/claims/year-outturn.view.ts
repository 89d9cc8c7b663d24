import { practiceSums } from '#activity/statement'
import { lineOfPod } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, type Month, type Pence, addPence, noPence } from '#shared'
import { monthsOfYear } from '../costs/covered.view.ts'

export interface YearOutturn {
  /** By practice, of the covered lines. */
  readonly pence: ReadonlyMap<string, Pence>
  /** On how many lines of activity that rests. */
  readonly lines: ReadonlyMap<string, number>
  /** The months that are known. */
  readonly months: readonly Month[]
}

/** What the practices that the asker may see cost in the covered lines. */
export async function yearOutturn(
  ctx: Ctx,
  { year, lines }: { readonly commissioner: string; readonly year: FinancialYear; readonly lines: readonly string[] },
): Promise<YearOutturn> {
  const months = await monthsOfYear(ctx, year)
  const sums = months.length === 0 ? [] : await practiceSums(ctx, months)
  const pence = new Map<string, Pence>()
  const counts = new Map<string, number>()
  for (const { practice, pod, pricedPence, lines: count } of sums) {
    if (practice === '' || !lines.includes(lineOfPod(pod))) continue
    pence.set(practice, addPence(pence.get(practice) ?? noPence, pricedPence))
    counts.set(practice, (counts.get(practice) ?? 0) + count)
  }
  return { pence, lines: counts, months }
}
