import { type Pence, roundHalfUp, toPence } from '#shared'
import type { Terms } from '../terms/terms.ts'
import { variationOfSum } from './closed-form.ts'
import type { CostFacts } from './costs.ts'
import type { SimulatedPayer } from './population.view.ts'
import type { SimulatedPractice } from './simulate.ts'

export interface ReadyPractice extends SimulatedPractice {
  readonly group: string | null
  readonly patients: number
  readonly budgetPence: Pence
}

interface Given {
  readonly payers: readonly SimulatedPayer[]
  /** Events of a whole year, over all of them. */
  readonly events: number
  readonly costs: CostFacts
  readonly terms: Terms
}

/** By what a practice has its part of the events: its budget where every one has one, else its list. */
function weightsOf(payers: readonly SimulatedPayer[]): number[] {
  const haveBudgets = payers.every(({ budgetPence }) => budgetPence !== null && budgetPence > 0)
  return payers.map(({ budgetPence, patients }) => (haveBudgets ? budgetPence! : patients))
}

/**
 * What a practice is expected to have, and what it bears itself. Its budget is what it was issued; before that what its events cost on
 * average. Beyond chance by the band of its own events: 1.96 standard deviations.
 */
export function readyPractices({ payers, events, costs, terms }: Given): ReadyPractice[] {
  const weights = weightsOf(payers)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return payers.map(({ practice, group, patients, budgetPence: issued }, at): ReadyPractice => {
    const own = all === 0 ? 0 : (events * weights[at]!) / all
    const budgetPence = issued ?? toPence(Math.round(own * costs.meanPence))
    const basisPoints =
      terms.trigger.kind === 'percent'
        ? terms.trigger.basisPoints
        : Math.round(19_600 * variationOfSum({ events: own, costCv: costs.cv }))
    const ownPence = Number(roundHalfUp(BigInt(budgetPence) * BigInt(basisPoints), 10_000n))
    return { practice, group, patients, budgetPence, events: own, ownPence }
  })
}
