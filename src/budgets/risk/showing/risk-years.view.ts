import { listBudgets } from '#budgets/setting'
import { monthsWithActivity } from '#activity/import'
import type { Asker } from '#platform'
import { type FinancialYear, financialYearOf } from '#shared'
import { termsHistory } from '../terms/terms.view.ts'

/** The years of which there is anything to share the risk of: a budget, terms or activity; the earliest first. */
export async function riskYears(asker: Asker, commissioner: string): Promise<FinancialYear[]> {
  const [budgets, terms, months] = await Promise.all([
    listBudgets(asker, { commissioner }),
    termsHistory(asker, commissioner),
    monthsWithActivity(asker),
  ])
  const years = [
    ...budgets.map(({ year }) => year),
    ...terms.map(({ fromYear }) => fromYear),
    ...months.map(financialYearOf),
  ]
  return [...new Set(years)].toSorted()
}
