import { type Pence, type Result, formatPence, ok, refused, roundHalfUp, splitByWeight, toPence } from '#shared'
import type { Contribution } from '../terms/terms.ts'

/** Somebody who pays in: the budget of the lines that are covered, in pence, and the people on the list. */
export interface Payer {
  readonly practice: string
  readonly group: string | null
  readonly budgetPence: Pence
  readonly patients: number
}

export interface PaidIn {
  readonly practice: string
  readonly pence: Pence
}

const sumOf = (payers: readonly Payer[], of: (payer: Payer) => number): number =>
  payers.reduce((sum, payer) => sum + of(payer), 0)

/** What the pool holds when everybody has paid in, and by what it is shared among them. */
function wholeOf(
  contribution: Contribution,
  payers: readonly Payer[],
  topSlicePence: Pence,
): { whole: Pence; weights: number[] } {
  const byBudget = payers.map(({ budgetPence }) => Math.max(0, budgetPence))
  switch (contribution.kind) {
    case 'top-slice':
      return { whole: topSlicePence, weights: byBudget }
    case 'fixed':
      return { whole: contribution.pence, weights: byBudget }
    case 'percent': {
      const budgets = byBudget.reduce((sum, pence) => sum + BigInt(pence), 0n)
      return {
        whole: toPence(Number(roundHalfUp(budgets * BigInt(contribution.basisPoints), 10_000n))),
        weights: byBudget,
      }
    }
    case 'per-head':
      return {
        whole: toPence(contribution.pence * sumOf(payers, ({ patients }) => patients)),
        weights: payers.map(({ patients }) => patients),
      }
  }
}

/**
 * What each pays in. The parts sum to the whole to the penny, ties by code: 3 % of £100,000.00 and £200,000.00 is £3,000.00 and
 * £6,000.00.
 */
export function contributions(
  contribution: Contribution,
  given: readonly Payer[],
  topSlicePence: Pence,
): Result<PaidIn[], 'nobody' | 'nothing-to-share-by'> {
  const payers = given.toSorted((a, b) => (a.practice < b.practice ? -1 : 1))
  if (payers.length === 0)
    return refused('nobody', 'Nobody pays in: no practice that the terms name has a budget. Change who pays in.')
  const { whole, weights } = wholeOf(contribution, payers, topSlicePence)
  if (whole === 0) return ok(payers.map(({ practice }) => ({ practice, pence: whole })))
  if (weights.every((weight) => weight === 0))
    return refused(
      'nothing-to-share-by',
      `${formatPence(whole)} cannot be shared: the budgets, or lists, of those who pay in are all nought.`,
    )
  const shares = splitByWeight(whole, weights)
  return ok(payers.map(({ practice }, at) => ({ practice, pence: shares[at]! })))
}
