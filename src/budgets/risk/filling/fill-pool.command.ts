import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Pence, type Result, addPence, mayDo, ok, refused } from '#shared'
import { findPayout } from '../claims/payouts.view.ts'
import { deedOf } from '../words/person.ts'
import { lockYear } from '../words/year-lock.store.ts'
import { type PlanRefusal, type PlannedPool, type PoolYearAsked, planPool } from './plan-pool.view.ts'
import { insertPool } from './pool.store.ts'
import { findPool } from './pools.view.ts'

export type FillRefusal = PlanRefusal | 'not-allowed' | 'paid-out' | 'same'

export interface Filled {
  readonly poolNo: number
  readonly holdsPence: Pence
  readonly practices: number
}

function keep(ctx: Ctx, tx: Database, { commissioner, year }: PoolYearAsked, planned: PlannedPool): Promise<number> {
  const pence = new Map(planned.paid.map((each) => [each.practice, each.pence]))
  return insertPool(
    tx,
    {
      commissioner,
      year,
      terms_no: planned.set.termsNo,
      budget_no: planned.budget.budgetNo,
      budget_version: planned.budget.version,
      lines: [...planned.lines],
      paid_in_pence: planned.paidInPence,
      carried_pence: planned.carriedPence,
      leaves_budgets: planned.leavesBudgets,
      ...deedOf(ctx.actor, ctx.clock.now()),
    },
    planned.payers.map(({ practice, group, budgetPence, patients }) => ({
      commissioner,
      practice,
      group_code: group,
      patients,
      budget_pence: budgetPence,
      pence: pence.get(practice)!,
    })),
  )
}

async function isSame(ctx: Ctx, asked: PoolYearAsked, planned: PlannedPool): Promise<boolean> {
  const last = await findPool(ctx, asked)
  return (
    last !== undefined &&
    last.termsNo === planned.set.termsNo &&
    last.budgetNo === planned.budget.budgetNo &&
    last.budgetVersion === planned.budget.version &&
    last.paidInPence === planned.paidInPence &&
    last.carriedPence === planned.carriedPence
  )
}

/**
 * Fills the pool of a year: what each practice pays in is fixed by the terms that hold and the budget as it is issued. Done again after
 * either changed, it takes the place of what was there; once the pool is paid out it stands.
 */
export async function fillPool(ctx: Ctx, asked: PoolYearAsked): Promise<Result<Filled, FillRefusal>> {
  if (!mayDo(ctx.scope, 'budget.set')) return refused('not-allowed', 'The pool is filled by the finance lead.')
  return ctx.transaction(async (tx) => {
    await lockYear(tx, asked.commissioner, asked.year)
    const held = { ...ctx, db: tx }
    if (await findPayout(held, asked))
      return refused('paid-out', `The pool of ${asked.year} was paid out. What it was stands.`)
    const planned = await planPool(held, asked)
    if (!planned.ok) return planned
    if (await isSame(held, asked, planned.value))
      return refused(
        'same',
        `The pool of ${asked.year} is filled by these terms and this budget already. Nothing was changed.`,
      )
    const poolNo = await keep(ctx, tx, asked, planned.value)
    const { paidInPence, carriedPence, paid } = planned.value
    await ctx.audit(tx, 'risk.fill', `risk pool ${poolNo}`, {
      year: asked.year,
      paidInPence,
      carriedPence,
      practices: paid.length,
    })
    return ok({ poolNo, holdsPence: addPence(paidInPence, carriedPence), practices: paid.length })
  })
}
