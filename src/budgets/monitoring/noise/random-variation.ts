import { monitoringPolicy } from '../policy/monitoring-policy.view.ts'

export interface VariationAsked {
  /** People on the list. */
  readonly patients: number
  /** Admissions for 1,000 people in a year; what policy says without. */
  readonly admissionsPerThousand?: number
  /** Standard deviation of the cost of one admission over its mean; what policy says without. */
  readonly costCv?: number
}

export interface Variation {
  /** Standard deviation of a year's cost over its mean: 0.074 is 7.4%. */
  readonly cv: number
  /** Half the width of the 95% band, as a share of the year's cost. */
  readonly band: number
}

/**
 * How far a year's cost of a list differs from what it would be on average, by chance alone (guidance on sharing risk, §1.4):
 * admissions come as a Poisson process and each costs something of its own, so the coefficient of variation is
 * √((1 + cv²) / admissions). Of 5,000 people, 120 admissions for 1,000 and a cost that varies by 1.5: 7.4%, and 95 years of 100 lie
 * within 14.4% of the mean; of 100,000 people 1.6% and 3.2%. Nobody on the list: everything is chance, and both are infinite.
 */
export function randomVariation({ patients, admissionsPerThousand, costCv }: VariationAsked): Variation {
  const { variation } = monitoringPolicy()
  const spread = costCv ?? variation.cost_cv
  const admissions = ((admissionsPerThousand ?? variation.admissions_per_thousand) * patients) / 1000
  const cv = Math.sqrt((1 + spread * spread) / admissions)
  return { cv, band: variation.band * cv }
}
