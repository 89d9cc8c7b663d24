import { monthsWithActivity } from '#activity/import'
import { findServiceLine, lineTitle } from '#budgets/envelope'
import { type Budget, type FullAmount, budgetAmounts, historicSpend, issuedBudget } from '#budgets/setting'
import type { Ctx } from '#platform'
import {
  type FinancialYear,
  type Month,
  type Result,
  addMonths,
  financialYearOf,
  formatMonth,
  monthOfYear,
  monthsThrough,
  ok,
  refused,
} from '#shared'
import type { Spending } from '../actuals/actual.ts'
import { prescribingSource, prescribingSpending } from '../actuals/prescribing-spending.view.ts'
import { activitySpending, completion } from '../actuals/spending.view.ts'
import { phasingChoices } from '../phasing/choices.view.ts'
import { monitoringPolicy } from '../policy/monitoring-policy.view.ts'
import { type Uplift, cellsOf } from '../variance/cells.view.ts'
import type { WorkAsked } from './asked.ts'
import { historyWeight } from './history-weight.ts'

export interface WhichMonth {
  readonly commissioner: string
  readonly month: Month
}

/** As far back as trials and seasons look: twelve months, the twelve before, and as many as trials may begin earlier. */
const monthsBack = 36

export type NothingToWatch = 'no-budget' | 'no-activity'

const noBudget = (year: FinancialYear) =>
  refused('no-budget', `No budget of ${year} is issued, so there is nothing to watch the year against: issue one first.`)

const noActivity = (month: Month) =>
  refused(
    'no-activity',
    `Nothing was spent or sent of the year up to ${formatMonth(month)}: import its activity first (“locality import activity FILE”).`,
  )

/** What of the base year costs at this year's prices beside its own, by line, where setting has it priced so. */
async function upliftOf(ctx: Ctx, commissioner: string, year: FinancialYear): Promise<Uplift> {
  const first = monthOfYear(year, 1)
  const months = monthsThrough(addMonths(first, -12), addMonths(first, -1))
  const own = await historicSpend(ctx, { commissioner, months, priceYear: financialYearOf(months[0]!) })
  const priced = await historicSpend(ctx, { commissioner, months, priceYear: year })
  const sum = (rows: typeof own, line: string): bigint =>
    rows.filter((row) => row.line === line).reduce((pence, row) => pence + BigInt(row.pricedPence), 0n)
  return new Map(
    [...new Set(own.map(({ line }) => line))].map((line) => [line, { of: sum(own, line), to: sum(priced, line) }]),
  )
}

/** What hospitals billed and what was prescribed. */
async function spendingOf(ctx: Ctx, { commissioner, month }: WhichMonth): Promise<Spending> {
  const months = monthsThrough(addMonths(month, -monthsBack), month)
  const activity = await activitySpending(ctx, commissioner, months)
  const prescribed = await prescribingSpending(ctx, commissioner, months)
  return { sums: [...activity.sums, ...prescribed.sums], sent: [...activity.sent, ...prescribed.sent] }
}

async function cellsFor(ctx: Ctx, { commissioner, month }: WhichMonth, budget: Budget, spending: Spending) {
  const first = monthOfYear(budget.year, 1)
  // Prescribing has no HRG: the months of hospitals are what is told apart by kinds of care.
  const sent = new Set(spending.sent.filter(({ source }) => source !== prescribingSource).map((each) => each.month))
  const now = monthsThrough(first, month).filter((each) => sent.has(each))
  const base = now.map((each) => addMonths(each, -12))
  return cellsOf(ctx, commissioner, {
    now,
    base: base.every((each) => sent.has(each)) ? base : [],
    uplift: await upliftOf(ctx, commissioner, budget.year),
    practices: new Set(budget.amounts.map(({ practice }) => practice)),
  })
}

/** Everything that one month's statements are worked out from, as it is now; for whoever sees all practices of the commissioner. */
export async function gather(
  ctx: Ctx,
  which: WhichMonth & { readonly mayBeEmpty?: boolean },
): Promise<Result<{ budget: Budget; asked: WorkAsked }, NothingToWatch>> {
  const { commissioner, month } = which
  const year = financialYearOf(month)
  const budget = await issuedBudget(ctx, { commissioner, year })
  if (!budget) return noBudget(year)
  const spending = await spendingOf(ctx, which)
  const isEmpty = !spending.sent.some((sent) => financialYearOf(sent.month) === year)
  if (isEmpty && which.mayBeEmpty !== true) return noActivity(month)
  const known = (await monthsWithActivity(ctx)).filter((each) => each <= month)
  const amounts: FullAmount[] = await budgetAmounts(ctx, budget.budgetNo, budget.version)
  return ok({
    budget,
    asked: {
      year,
      month,
      amounts: budget.amounts,
      historyWeight: historyWeight(amounts),
      spending,
      completion: await completion(ctx, commissioner, known.slice(-12)),
      choices: await phasingChoices(ctx, { commissioner, year }),
      cells: await cellsFor(ctx, which, budget, spending),
      policy: monitoringPolicy(),
      sourceOf: (line) => findServiceLine(line)?.source ?? 'none',
      titleOf: lineTitle,
    },
  })
}
