import { monthsWithActivity } from '#activity/import'
import { findEnvelope } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, addMonths, dayInLondon, financialYearOf, monthOf } from '#shared'

/** Years that a budget could be set for: those around today, those after months of activity, and any with a budget. */
async function candidates(ctx: Ctx): Promise<FinancialYear[]> {
  const today = monthOf(dayInLondon(ctx.clock.now()))
  const active = (await monthsWithActivity(ctx)).flatMap((month) => [month, addMonths(month, 12)])
  const around = [addMonths(today, -12), today, addMonths(today, 12)]
  return [...new Set([...active, ...around].map((month) => financialYearOf(month)))].toSorted()
}

/** The years of a commissioner with an envelope, the latest first. */
export async function yearsWithEnvelope(ctx: Ctx, commissioner: string): Promise<FinancialYear[]> {
  const years = await candidates(ctx)
  const found = await Promise.all(years.map((year) => findEnvelope(ctx.db, { commissioner, year })))
  return years.filter((_, at) => found[at] !== undefined).toReversed()
}
