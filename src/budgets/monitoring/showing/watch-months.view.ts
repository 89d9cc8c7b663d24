import { monthsWithActivity } from '#activity/import'
import { listBudgets } from '#budgets/setting'
import type { Ctx } from '#platform'
import { type Month, financialYearOf } from '#shared'
import { listEditions } from '../keeping/edition.view.ts'
import { seesAll } from '../keeping/watch.view.ts'

/** The months that can be watched: drawn up, or with activity in a year whose budget is issued. The earliest first. */
export async function watchMonths(ctx: Ctx, commissioner: string): Promise<Month[]> {
  const drawn = (await listEditions(ctx, { commissioner })).map(({ month }) => month)
  if (!seesAll(ctx)) return [...new Set(drawn)].toSorted()
  const budgets = await listBudgets(ctx, { commissioner })
  const years = new Set(
    budgets.filter(({ status }) => status === 'issued' || status === 'changed').map(({ year }) => year),
  )
  const known = (await monthsWithActivity(ctx)).filter((month) => years.has(financialYearOf(month)))
  return [...new Set([...drawn, ...known])].toSorted()
}
