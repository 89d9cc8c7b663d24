import { monthsPrescribed, prescribingSpend } from '#budgets/prescribing'
import type { Ctx } from '#platform'
import type { Month } from '#shared'
import type { Spending } from './actual.ts'
import { prescribingSource } from './prescribing-source.ts'

/** What practices prescribed in months, as spending on one line; a month that was taken in is whole, and those after it are not in yet. */
export async function prescribingSpending(ctx: Ctx, commissioner: string, months: readonly Month[]): Promise<Spending> {
  const known = (await monthsPrescribed(ctx, { commissioner })).filter((month) => months.includes(month))
  const spent = await prescribingSpend(ctx, { commissioner, months: known })
  return {
    sums: spent.map(({ practice, month, items, actualCostPence }) => ({
      source: prescribingSource,
      practice,
      line: 'prescribing',
      month,
      lines: items,
      pence: actualCostPence,
    })),
    sent: known.map((month) => ({ source: prescribingSource, month, snapshot: 'freeze' })),
  }
}
