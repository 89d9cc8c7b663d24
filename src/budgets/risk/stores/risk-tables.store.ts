import type { Database, Generated } from '#db'
import type { ClaimKind, ClaimStep } from '../pool/claims.ts'

type Deed = { actor: string; person_id: string | null; at: Date }

export type TermsTable = Deed & {
  terms_no: Generated<number>
  commissioner: string
  from_year: string
  /** JSON text when it is written; read back as what it says. */
  terms: unknown
  words: string
}

export type PoolTable = Deed & {
  pool_no: Generated<number>
  commissioner: string
  year: string
  terms_no: number
  budget_no: number
  budget_version: number
  lines: string[]
  paid_in_pence: number
  carried_pence: number
  leaves_budgets: boolean
}

export type ContributionTable = {
  pool_no: number
  commissioner: string
  practice: string
  group_code: string | null
  patients: number
  budget_pence: number
  pence: number
}

export type CostLoadTable = Deed & {
  cost_load_no: Generated<number>
  job_id: number
  commissioner: string
  year: string
  months: string[]
  stop_loss_pence: number | null
  terms_mark: string
  lines: number
  nameless_lines: number
  nameless_pence: number
}

export type PracticeCostTable = {
  cost_load_no: number
  commissioner: string
  practice: string
  patients: number
  cost_pence: number
  excluded_lines: number
  excluded_pence: number
  patients_above: number
  excess_pence: number
}

export type SimulationTable = Deed & {
  simulation_no: Generated<number>
  job_id: number
  commissioner: string
  year: string
  asked: unknown
  answer: unknown
}

export type SimulatedPracticeTable = {
  simulation_no: number
  commissioner: string
  practice: string
  group_code: string | null
  patients: number
  budget_pence: number
  own_pence: number
  years_claimed: number
  mean_claim_pence: number
  variation_bp: number
}

export type ClaimEventTable = Deed & {
  claim_event_id: Generated<number>
  commissioner: string
  year: string
  practice: string
  group_code: string | null
  kind: ClaimKind
  event: 'allowed' | 'refused'
  claimed_pence: number
  allowed_pence: number
  claim_mark: string
  working: readonly ClaimStep[] | string
  words: string | null
}

export type PayoutTable = Deed & {
  payout_no: Generated<number>
  commissioner: string
  year: string
  pool_no: number
  holds_pence: number
  allowed_pence: number
  paid_pence: number
  carried_pence: number
}

export type PayoutPartTable = {
  payout_no: number
  commissioner: string
  practice: string
  group_code: string | null
  kind: ClaimKind
  claim_event_id: number
  allowed_pence: number
  paid_pence: number
}

export type PaidSumView = {
  commissioner: string
  year: string
  kind: ClaimKind
  practices: number
  allowed_pence: number
  paid_pence: number
}

export type RiskTables = {
  'risk.terms': TermsTable
  'risk.pool': PoolTable
  'risk.contribution': ContributionTable
  'risk.cost_load': CostLoadTable
  'risk.practice_cost': PracticeCostTable
  'risk.simulation': SimulationTable
  'risk.simulated_practice': SimulatedPracticeTable
  'risk.claim_event': ClaimEventTable
  'risk.payout': PayoutTable
  'risk.payout_part': PayoutPartTable
  'risk.v_paid_sum': PaidSumView
}

export const tablesOf = (db: Database) => db.withTables<RiskTables>()
