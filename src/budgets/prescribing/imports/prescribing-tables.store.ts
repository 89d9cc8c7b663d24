import type { Database, Generated } from '#db'
import type { Month } from '#shared'

type Costs = { items: number; nic_pence: number; actual_pence: number }

export type SpendRow = Costs & {
  import_no: number
  practice: string
  chapter: string
  commissioner: string | null
}

export type MonthTakenRow = {
  import_no: number
  commissioner: string
  month: Month
  rows_read: number
  rows_taken: number
  rows_left: number
  rows_unidentified: number
  rows_rejected: number
  practices: number
  practices_left: number
  nic_pounds: string
  actual_pounds: string
}

export type PrescribingTables = {
  'prescribing.import': {
    import_no: Generated<number>
    run_id: number
    commissioner: string
    sha256: string
    bytes: number
    file_name: string
    accept_partial: boolean
    keeps_all: boolean
  }
  'prescribing.import_event': {
    import_event_id: Generated<number>
    import_no: number
    commissioner: string
    event: 'received' | 'refused' | 'accepted' | 'withdrawn'
    actor: string
    detail: string
    at: Date
  }
  'prescribing.month_taken': MonthTakenRow
  'prescribing.lake_file': {
    lake_file_id: Generated<number>
    import_no: number
    commissioner: string
    holds: 'rows' | 'rollup'
    path: string
    sha256: string
    bytes: number
    rows: number
  }
  'prescribing.spend': SpendRow
  'prescribing.v_standing': { commissioner: string; month: Month; import_no: number }
  'prescribing.v_spend': SpendRow & { month: Month; group_code: string | null }
  'prescribing.v_commissioner_spend': Costs & { month: Month; commissioner: string; chapter: string; practices: number }
  'prescribing.v_group_spend': Costs & {
    month: Month
    commissioner: string
    group_code: string
    chapter: string
    practices: number
  }
}

export const tablesOf = (db: Database) => db.withTables<PrescribingTables>()
