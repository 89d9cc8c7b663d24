import type { Asker } from '#platform'
import type { FinancialYear, Pence } from '#shared'
import { riskParameters } from '../policy/risk-policy.view.ts'
import { type Terms, usualTerms } from '../terms/terms.ts'
import { termsOf } from '../terms/terms.view.ts'
import type { SimulationAsked } from './asked.ts'

/** What somebody would have otherwise than the terms that hold, for once. */
export interface SimulationWish {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly perMille?: number | undefined
  /** Null: none. */
  readonly stopLossPence?: Pence | null | undefined
  readonly contributionBasisPoints?: number | undefined
  readonly triggerBasisPoints?: number | undefined
  readonly paysBasisPoints?: number | undefined
  readonly events?: 'patients' | 'admissions' | undefined
  readonly years?: number | undefined
  readonly seed?: number | undefined
  readonly practiceVariation?: number | undefined
  readonly commonVariation?: number | undefined
}

const withWish = (terms: Terms, wish: SimulationWish): Terms => ({
  ...terms,
  ...(wish.stopLossPence !== undefined && { stopLossPence: wish.stopLossPence }),
  ...(wish.contributionBasisPoints !== undefined && {
    contribution: { kind: 'percent', basisPoints: wish.contributionBasisPoints },
  }),
  ...(wish.triggerBasisPoints !== undefined && { trigger: { kind: 'percent', basisPoints: wish.triggerBasisPoints } }),
  ...(wish.paysBasisPoints !== undefined && { paysBasisPoints: wish.paysBasisPoints }),
})

/** The terms that hold in a year, or the usual ones where none do, with what is wished otherwise. */
export async function askSimulation(asker: Asker, wish: SimulationWish): Promise<SimulationAsked> {
  const policy = riskParameters(wish.year)
  const set = await termsOf(asker, wish)
  return {
    commissioner: wish.commissioner,
    year: wish.year,
    terms: withWish(set?.terms ?? usualTerms(policy), wish),
    perMille: wish.perMille ?? policy.usual_confidence_per_mille,
    events: wish.events ?? 'patients',
    years: wish.years ?? policy.simulated_years,
    seed: wish.seed ?? 1,
    practiceVariation: wish.practiceVariation ?? policy.practice_variation_basis_points,
    commonVariation: wish.commonVariation ?? policy.common_variation_basis_points,
  }
}
