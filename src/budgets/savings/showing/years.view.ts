import type { Ctx } from '#platform'
import { type FinancialYear, dayInLondon, financialYearOf } from '#shared'
import { closedYears } from '../year/closed-years.view.ts'
import { yearsAfter } from '../year/year-steps.ts'

/**
 * The years there is anything to ask of, the latest first, and the one that a page begins with: the latest closed, else the one just
 * over.
 */
export async function savingsYears(
  ctx: Ctx,
): Promise<{ readonly years: FinancialYear[]; readonly first: FinancialYear }> {
  const now = financialYearOf(dayInLondon(ctx.clock.now()))
  const closed = (await closedYears(ctx)).map(({ year }) => year)
  const years = [...new Set([yearsAfter(now, 1), now, yearsAfter(now, -1), ...closed])].toSorted().toReversed()
  return { years, first: closed[0] ?? yearsAfter(now, -1) }
}
