import type { Database, Generated } from '#db'

type Whose = { load_no: number; commissioner: string; provider: string }
type Under = Whose & { reference: string }
type Days = { valid_from: string; valid_to: string | null }

export type LoadTable = {
  load_no: Generated<number>
  kind: string
  commissioner: string | null
  file_name: string
  sha256: string
  rows: number
  loaded_at: Date
  loaded_by: string
}

export type ContractTable = Under &
  Days & {
    contract_id: Generated<number>
    version: number
    mechanism: string
    services: string[]
    fixed_pence_per_year: number | null
    line_tolerance_pence: number
    batch_tolerance_pence: number
    acknowledge_days: number
    answer_days: number
    escalate_days: number
    readmission_threshold_bp: number | null
    cquin_bp: number | null
  }

export type ContractEndTable = {
  contract_end_id: Generated<number>
  commissioner: string
  reference: string
  version: number
  provider: string
  ends_on: string
  reason: string
  ended_at: Date
  ended_by: string
}

export type PlanTable = Under & { month: string; pod: string; activity_thousandths: number; value_pence: number }
export type FollowUpCapTable = Under & Days & { tfc: string; ratio_thousandths: number }
export type MarginalRateTable = Under & { year: string; baseline_pence: number; rate_bp: number | null }
export type MultiProfessionalTable = Whose & Days & { tfc: string }
export type ClinicTable = Whose & { code: string; kind: string; name: string | null }
export type QualityMeasureTable = Whose & {
  month: string
  measure: string
  value: string
  target: string | null
  direction: string
}

type OfCommissioner = Omit<Whose, 'provider'>

export type PriorApprovalTable = OfCommissioner &
  Days & { approval: string; patient: string; key_version: number; procedure: string; decision: string }
export type ExcludedDrugTable = OfCommissioner &
  Days & { code: string; name: string | null; agreed_pence: number | null }
export type LowPriorityTable = OfCommissioner &
  Days & {
    row_no: number
    policy: string
    title: string
    procedures: string
    also_procedures: string[]
    diagnoses: string | null
    also_diagnoses: string[]
    not_diagnoses: string | null
    minimum_age: number | null
    maximum_age: number | null
    sex: string | null
    elective_only: boolean
    needs_approval: boolean
  }

export type InclusionDateTable = {
  load_no: number
  month: string
  flex_inclusion: Date
  flex_publication: Date
  freeze_inclusion: Date
  freeze_publication: Date
}

export type ContractTables = {
  'contracts.load': LoadTable
  'contracts.contract': ContractTable
  'contracts.v_contract': ContractTable & {
    contract_id: number
    loaded_at: Date
    loaded_by: string
    holds_to: string | null
  }
  'contracts.contract_end': ContractEndTable
  'contracts.plan': PlanTable
  'contracts.v_plan': PlanTable
  'contracts.follow_up_cap': FollowUpCapTable
  'contracts.v_follow_up_cap': FollowUpCapTable
  'contracts.marginal_rate': MarginalRateTable
  'contracts.v_marginal_rate': MarginalRateTable
  'contracts.multi_professional': MultiProfessionalTable
  'contracts.v_multi_professional': MultiProfessionalTable
  'contracts.clinic': ClinicTable
  'contracts.v_clinic': ClinicTable
  'contracts.quality_measure': QualityMeasureTable
  'contracts.v_quality_measure': QualityMeasureTable
  'contracts.prior_approval': PriorApprovalTable
  'contracts.v_prior_approval': PriorApprovalTable
  'contracts.excluded_drug': ExcludedDrugTable
  'contracts.v_excluded_drug': ExcludedDrugTable
  'contracts.low_priority': LowPriorityTable
  'contracts.v_low_priority': LowPriorityTable
  'contracts.inclusion_date': InclusionDateTable
  'contracts.v_inclusion_date': InclusionDateTable
  'contracts.proposal': {
    proposal_no: Generated<number>
    person: string | null
    made_at: Date
    made_by: string
    content: unknown
  }
}

/** The tables this room owns, and no others. */
export const tablesOf = (db: Database) => db.withTables<ContractTables>()
