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
import { prescribingSource } from '../actuals/prescribing-source.ts'
import { prescribingSpending } from '../actuals/prescribing-spending.view.ts'
import { activitySpending, completion } from '../actuals/spending.view.ts'
import { phasingChoices } from '../phasing/choices.view.ts'
import { monitoringPolicy } from '../policy/monitoring-policy.view.ts'
import { type Uplift, cellsOf } from '../variance/cells.view.ts'
import type { PhasingWork, WorkAsked } from './asked.ts'
import { historyWeight } from './history-weight.ts'

export interface WhichMonth {
  readonly commissioner: string
  readonly month: Month
}

/** As far back as trials and seasons look: twelve months, the twelve before, and as many as trials may begin earlier. */
const monthsBack = 36

export type NothingToWatch = 'no-budget' | 'no-activity'

const noBudget = (year: FinancialYear) =>
  refused(
    'no-budget',
    `No budget of ${year} is issued, so there is nothing to watch the year against: issue one first.`,
  )

const noActivity = (month: Month) =>
  refused(
    'no-activity',
    `Nothing was spent or sent of the year up to ${formatMonth(month)}: import its activity first (“locality import activity FILE”).`,
  )

/** What of the base year costs at this year's prices beside its own, by line, where setting has it priced so. */
async function upliftOf(ctx: Ctx, commissioner: string, year: FinancialYear, spending: Spending): Promise<Uplift> {
  const first = monthOfYear(year, 1)
  const months = monthsThrough(addMonths(first, -12), addMonths(first, -1))
  const priced = await historicSpend(ctx, { commissioner, months, priceYear: year })
  const own = spending.sums.filter(({ practice, month }) => practice !== '' && months.includes(month))
  const sum = (rows: readonly { line: string; pence: number }[], line: string): bigint =>
    rows.reduce((pence, row) => (row.line === line ? pence + BigInt(row.pence) : pence), 0n)
  const atYear = priced.map(({ line, pricedPence: pence }) => ({ line, pence }))
  return new Map(
    [...new Set(priced.map(({ line }) => line))].map((line) => [line, { of: sum(own, line), to: sum(atYear, line) }]),
  )
}

/** What hospitals billed and what was prescribed, in a month and so many before it. */
async function spendingOf(ctx: Ctx, { commissioner, month }: WhichMonth, before: number): Promise<Spending> {
  const months = monthsThrough(addMonths(month, -before), month)
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
    uplift: await upliftOf(ctx, commissioner, budget.year, spending),
    practices: new Set(budget.amounts.map(({ practice }) => practice)),
  })
}

/** Everything that one month's statements are worked out from, as it is now; for whoever sees all practices of the commissioner. */
export async function gather(
  ctx: Ctx,
  which: WhichMonth,
): Promise<Result<{ budget: Budget; asked: WorkAsked }, NothingToWatch>> {
  const { commissioner, month } = which
  const year = financialYearOf(month)
  const budget = await issuedBudget(ctx, { commissioner, year })
  if (!budget) return noBudget(year)
  const spending = await spendingOf(ctx, which, monthsBack)
  if (!spending.sent.some((sent) => financialYearOf(sent.month) === year)) return noActivity(month)
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

/** What a year is phased from, whether or not anything of it is in: the budget, what was chosen, and the twelve months before. */
export async function gatherPhasing(
  ctx: Ctx,
  { commissioner, year }: { readonly commissioner: string; readonly year: FinancialYear },
): Promise<Result<{ budget: Budget; asked: PhasingWork }, 'no-budget'>> {
  const budget = await issuedBudget(ctx, { commissioner, year })
  if (!budget) return noBudget(year)
  const before = addMonths(monthOfYear(year, 1), -1)
  return ok({
    budget,
    asked: {
      year,
      amounts: budget.amounts,
      spending: await spendingOf(ctx, { commissioner, month: before }, 11),
      choices: await phasingChoices(ctx, { commissioner, year }),
      policy: monitoringPolicy(),
      sourceOf: (line) => findServiceLine(line)?.source ?? 'none',
      titleOf: lineTitle,
    },
  })
}
