import type { Ctx } from '#platform'
import { type FinancialYear, dayInLondon, financialYearOf } from '#shared'
import { listBudgets } from '#budgets/setting'
import { closedYears } from '../year/closed-years.view.ts'
import { yearsAfter } from '../year/year-steps.ts'

/** The years of which a budget was issued, the latest first. */
async function yearsIssued(ctx: Ctx): Promise<FinancialYear[]> {
  const issued = (await listBudgets(ctx, {})).filter(({ events }) => events.some(({ event }) => event === 'issued'))
  return issued
    .map(({ year }) => year)
    .toSorted()
    .toReversed()
}

/**
 * The years there is anything to ask of, the latest first, and the one that a page begins with: the latest closed, else the latest that
 * is over of those with a budget, else the one just over.
 */
export async function savingsYears(
  ctx: Ctx,
): Promise<{ readonly years: FinancialYear[]; readonly first: FinancialYear }> {
  const now = financialYearOf(dayInLondon(ctx.clock.now()))
  const closed = (await closedYears(ctx)).map(({ year }) => year)
  const issued = await yearsIssued(ctx)
  const years = [...new Set([yearsAfter(now, 1), now, yearsAfter(now, -1), ...closed, ...issued])]
    .toSorted()
    .toReversed()
  return { years, first: closed[0] ?? issued.find((year) => year < now) ?? yearsAfter(now, -1) }
}
