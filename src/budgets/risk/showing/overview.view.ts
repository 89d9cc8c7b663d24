import { practiceLists, whoseYear } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, type Result, mayDo, ok, yearInterval } from '#shared'
import { type PoolYear, poolYear } from '../claims/pool-year.view.ts'
import { type PlannedPool, planPool } from '../filling/plan-pool.view.ts'
import { riskParameters } from '../policy/risk-policy.view.ts'
import { type Warning, populationWarnings } from '../pool/warnings.ts'
import type { KeptSimulation } from '../simulation/asked.ts'
import { listSimulations } from '../simulation/simulations.view.ts'
import { isPayer } from '../terms/terms.ts'
import { type SetTerms, termsOf } from '../terms/terms.view.ts'

/** A year’s risk as its first page shows it. */
export interface Overview {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly set?: SetTerms
  readonly found?: PoolYear
  /** How it would be filled now, where that is another pool than the one that is filled; for whoever fills it. */
  readonly planned?: PlannedPool
  /** Why it cannot be filled. */
  readonly obstacle?: string
  readonly warnings: readonly Warning[]
  readonly simulation?: KeptSimulation
}

const isFilledSo = ({ pool }: PoolYear, planned: PlannedPool): boolean =>
  pool.termsNo === planned.set.termsNo &&
  pool.budgetNo === planned.budget.budgetNo &&
  pool.budgetVersion === planned.budget.version &&
  pool.paidInPence === planned.paidInPence &&
  pool.carriedPence === planned.carriedPence

async function plan(ctx: Ctx, asked: { commissioner: string; year: FinancialYear }, found: PoolYear | undefined) {
  if (!mayDo(ctx.scope, 'budget.set') || found?.payout) return {}
  const planned = await planPool(ctx, asked)
  if (!planned.ok) return { obstacle: planned.message }
  return found && isFilledSo(found, planned.value) ? {} : { planned: planned.value }
}

export async function overview(
  ctx: Ctx,
  { year, commissioner: named }: { readonly year: FinancialYear; readonly commissioner?: string | undefined },
): Promise<Result<Overview, 'which'>> {
  const whose = await whoseYear(ctx, named)
  if (!whose.ok) return whose
  const asked = { commissioner: whose.value, year }
  const [set, found, lists, [simulation]] = await Promise.all([
    termsOf(ctx, asked),
    poolYear(ctx, asked),
    practiceLists(ctx.db, { ...asked, on: yearInterval(year).from }),
    listSimulations(ctx, asked),
  ])
  const population = lists.filter(({ patients }) => patients > 0)
  const payers = set ? population.filter((list) => isPayer(set.terms, list)) : []
  return ok({
    ...asked,
    ...(set && { set }),
    ...(found && { found }),
    ...(simulation && { simulation }),
    ...(await plan(ctx, asked, found)),
    warnings: populationWarnings(population, payers, riskParameters(year)),
  })
}
