import { type Envelope, findEnvelope, practiceLists } from '#budgets/envelope'
import { type Budget, issuedBudget } from '#budgets/setting'
import type { Asker } from '#platform'
import {
  type FinancialYear,
  type Pence,
  type Result,
  addPence,
  noPence,
  ok,
  refused,
  toPence,
  yearInterval,
} from '#shared'
import { findPayout } from '../claims/payouts.view.ts'
import { type PaidIn, type Payer, contributions } from '../pool/contributions.ts'
import { coversLine, isPayer } from '../terms/terms.ts'
import { type SetTerms, termsOf } from '../terms/terms.view.ts'

export interface PoolYearAsked {
  readonly commissioner: string
  readonly year: FinancialYear
}

/** A pool as it would be filled now. */
export interface PlannedPool {
  readonly set: SetTerms
  readonly budget: Budget
  readonly lines: readonly string[]
  readonly payers: readonly Payer[]
  readonly paid: readonly PaidIn[]
  readonly paidInPence: Pence
  readonly carriedPence: Pence
  readonly leavesBudgets: boolean
}

export type PlanRefusal = 'no-terms' | 'no-budget' | 'no-lines' | 'no-top-slice' | 'nobody' | 'nothing-to-share-by'

const topSliceOf = (envelope: Envelope | undefined): Pence =>
  addPence(
    ...(envelope?.topSlices ?? []).filter(({ kind }) => kind === 'risk-pool').map(({ amountPence }) => amountPence),
  )

/** Everybody of the budget whom the terms name, with the budget of the covered lines and the list on the first day of the year. */
function payersOf(set: SetTerms, budget: Budget, patients: ReadonlyMap<string, number>): Payer[] {
  const payers = new Map<string, Payer>()
  for (const { practice, group, line, pence } of budget.amounts) {
    if (!isPayer(set.terms, { practice, group }) || !coversLine(set.terms, line)) continue
    const before = payers.get(practice)?.budgetPence ?? noPence
    payers.set(practice, {
      practice,
      group,
      budgetPence: addPence(before, pence),
      patients: patients.get(practice) ?? 0,
    })
  }
  return [...payers.values()]
}

/** What the pool of the year before left, where it was paid out and its terms carry what is left. */
async function carriedInto(asker: Asker, { commissioner, year }: PoolYearAsked): Promise<Pence> {
  const before = `${Number(year.slice(0, 4)) - 1}/${year.slice(2, 4)}` as FinancialYear
  return (await findPayout(asker, { commissioner, year: before }))?.carriedPence ?? noPence
}

/** Works out who would pay how much into the pool of a year; to be asked by whoever sees every practice. */
export async function planPool(asker: Asker, asked: PoolYearAsked): Promise<Result<PlannedPool, PlanRefusal>> {
  const { commissioner, year } = asked
  const set = await termsOf(asker, asked)
  if (!set) return refused('no-terms', `No terms hold for ${year} yet. Set them first.`)
  const budget = await issuedBudget(asker, asked)
  if (!budget)
    return refused('no-budget', `No budget of ${year} is issued yet. Issue it first; the pool is filled out of it.`)
  const lines = [...new Set(budget.amounts.map(({ line }) => line))]
    .filter((line) => coversLine(set.terms, line))
    .toSorted()
  if (lines.length === 0)
    return refused(
      'no-lines',
      `The budget of ${year} has none of the lines that the terms cover: ${set.terms.lines.join(', ')}.`,
    )
  const lists = await practiceLists(asker.db, { commissioner, on: yearInterval(year).from })
  const topSlice = topSliceOf(await findEnvelope(asker.db, { commissioner, year }))
  if (set.terms.contribution.kind === 'top-slice' && topSlice === 0)
    return refused(
      'no-top-slice',
      `The envelope of ${year} sets nothing aside for the risk pool. Set that top-slice, or terms by which practices pay in.`,
    )
  const payers = payersOf(set, budget, new Map(lists.map(({ practice, patients }) => [practice, patients])))
  const paid = contributions(set.terms.contribution, payers, topSlice)
  if (!paid.ok) return paid
  return ok({
    set,
    budget,
    lines,
    payers,
    paid: paid.value,
    paidInPence: toPence(paid.value.reduce((sum, { pence }) => sum + pence, 0)),
    carriedPence: await carriedInto(asker, asked),
    leavesBudgets: set.terms.contribution.kind !== 'top-slice',
  })
}
