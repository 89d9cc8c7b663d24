import type { Database, Generated } from '#db'

export type NeedKind = 'need-index' | 'weighted-lists' | 'deprivation'
export type LoadKind = 'envelope' | 'age-weights' | NeedKind

export type LoadTable = {
  load_no: Generated<number>
  kind: LoadKind
  commissioner: string
  year: string
  file_name: string
  sha256: string
  rows: number
  rejected: number
  loaded_at: Date
  loaded_by: string
  person_id: string | null
}

export type LineTable = {
  load_no: number
  commissioner: string
  line: string
  row_no: number
  amount_pence: number
  scope: 'in' | 'out' | 'blocked-back'
}

export type NeedTable = { load_no: number; commissioner: string; practice: string; number: string }

export type AgeWeightTable = {
  load_no: number
  commissioner: string
  line: string
  sex: '1' | '2'
  age_band: string
  cost_per_head: string
}

export type TopSliceSetTable = {
  set_no: Generated<number>
  commissioner: string
  year: string
  words: string
  set_at: Date
  set_by: string
  person_id: string | null
}

export type TopSliceTable = {
  set_no: number
  position: number
  commissioner: string
  kind: 'contingency' | 'risk-pool' | 'management-cost' | 'incentives' | 'recovery'
  line: string | null
  amount_pence: number
  words: string
}

export type EnvelopeTables = {
  'envelope.load': LoadTable
  'envelope.line': LineTable
  'envelope.need': NeedTable
  'envelope.age_weight': AgeWeightTable
  'envelope.top_slice_set': TopSliceSetTable
  'envelope.top_slice': TopSliceTable
}

export const tablesOf = (db: Database) => db.withTables<EnvelopeTables>()
