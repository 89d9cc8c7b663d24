import type { Database, Generated } from '#db'
import type { NeedFrom, WeightsFrom } from '../calculation/fair-shares.ts'
import type { Treatment } from '../atypical/atypical.ts'

export type CalculationTable = {
  calculation_no: Generated<number>
  commissioner: string
  year: string
  lists_on: string
  envelope_load_no: number
  need_from: NeedFrom
  need_load_no: number | null
  weights_load_no: number | null
  first_month: string | null
  last_month: string | null
  with_mff: boolean
  floor_percent: number | null
  ceiling_percent: number | null
  made_at: Date
  made_by: string
  person_id: string | null
}

export type LineTable = {
  calculation_no: number
  commissioner: string
  line: string
  weights_from: WeightsFrom
  amount_pence: number
  given_pence: number
  patients: number
  total_aged: string
  total_weight: string
}

export type BandCostTable = {
  calculation_no: number
  commissioner: string
  line: string
  sex: '1' | '2'
  age_band: string
  weight: string
  events: number | null
}

export type ShareTable = {
  calculation_no: number
  commissioner: string
  line: string
  practice: string
  group_code: string
  counted_on: string
  patients: number
  aged: string
  need: string
  mff: string
  age_index: string
  need_index: string
  mff_index: string
  weight: string
  share_pence: number
  is_given: boolean
}

export type AtypicalEventTable = {
  atypical_event_id: Generated<number>
  commissioner: string
  year: string
  practice: string
  treatment: Treatment
  reason: string
  at: Date
  actor: string
  person_id: string | null
}

export type GroupShareView = {
  calculation_no: number
  commissioner: string
  line: string
  group_code: string
  practices: number
  patients: number
  share_pence: number
}

export type FairShareTables = {
  'fair_shares.calculation': CalculationTable
  'fair_shares.line': LineTable
  'fair_shares.band_cost': BandCostTable
  'fair_shares.share': ShareTable
  'fair_shares.atypical_event': AtypicalEventTable
  'fair_shares.v_group_share': GroupShareView
}

export const tablesOf = (db: Database) => db.withTables<FairShareTables>()
