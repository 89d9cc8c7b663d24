import type { Database, Generated } from '#db'

type Deed = { actor: string; person_id: string | null; at: Date }

export type BaseTable = {
  base_no: Generated<number>
  commissioner: string
  first_month: string
  last_month: string
  price_year: string
  base_mark: string
  made_at: Date
  actor: string
  person_id: string | null
}

export type BaseAmountTable = {
  base_no: number
  commissioner: string
  practice: string
  pod: string
  lines: number
  billed_pence: number
  priced_pence: number
}

export type AdjustmentKind = 'growth' | 'full-year' | 'other'

export type AdjustmentTable = Deed & {
  adjustment_no: Generated<number>
  commissioner: string
  year: string
  kind: AdjustmentKind
  line: string | null
  practice: string | null
  rate_bp: number | null
  pence: number | null
  words: string
  takes_back: number | null
}

export type MethodName = 'historic' | 'fair-share' | 'blend'

export type BudgetTable = {
  budget_no: Generated<number>
  commissioner: string
  year: string
  name: string
  method: MethodName
  parameters: unknown
  envelope_load_no: number
}

export type VersionTable = Deed & {
  budget_no: number
  version: number
  commissioner: string
  change_no: number | null
  effective_from: string
  control_total_pence: number
  version_mark: string
}

export type AmountTable = {
  budget_no: number
  version: number
  commissioner: string
  practice: string
  group_code: string
  line: string
  pence: number
  historic_pence: number
  fair_share_pence: number
  history_of_money_pence: number
  fair_of_money_pence: number
  patients: number
  base_lines: number
  age_index: number | null
  need_index: number | null
  mff_index: number | null
}

export type StepKind = 'base' | 'capitation' | 'price' | 'list' | 'growth' | 'full-year' | 'other' | 'money' | 'method'

export type StepTable = {
  budget_no: number
  commissioner: string
  practice: string
  line: string
  position: number
  kind: StepKind
  pence: number
  words: string | null
}

export type LineSumTable = {
  budget_no: number
  version: number
  commissioner: string
  group_code: string
  line: string
  practices: number
  patients: number
  base_lines: number
  pence: number
  historic_pence: number
  fair_share_pence: number
  history_of_money_pence: number
  fair_of_money_pence: number
}

export type BudgetEventName = 'made' | 'proposed' | 'agreed' | 'questioned' | 'issued' | 'withdrawn'

export type EventTable = Deed & {
  event_id: Generated<number>
  budget_no: number
  commissioner: string
  year: string
  event: BudgetEventName
  group_code: string
  words: string | null
}

export type ChangeKind = 'virement' | 'list-change' | 'merger' | 'closure' | 'new-practice' | 'tariff'

export type ChangeTable = {
  change_no: Generated<number>
  budget_no: number
  commissioner: string
  based_on: number
  kind: ChangeKind
  words: string
  effective_from: string
  control_change_pence: number
}

export type ChangeMoveTable = {
  change_no: number
  commissioner: string
  practice: string
  group_code: string
  line: string
  pence: number
}

export type ChangeEventName = 'prepared' | 'approved' | 'refused'

export type ChangeEventTable = Deed & {
  change_event_id: Generated<number>
  change_no: number
  commissioner: string
  event: ChangeEventName
  words: string | null
  prepared_by: string
  prepared_by_person: string | null
}

export type BudgetTables = {
  'budgets.base': BaseTable
  'budgets.base_amount': BaseAmountTable
  'budgets.adjustment': AdjustmentTable
  'budgets.budget': BudgetTable
  'budgets.version': VersionTable
  'budgets.amount': AmountTable
  'budgets.step': StepTable
  'budgets.line_sum': LineSumTable
  'budgets.event': EventTable
  'budgets.change': ChangeTable
  'budgets.change_move': ChangeMoveTable
  'budgets.change_event': ChangeEventTable
}

export const tablesOf = (db: Database) => db.withTables<BudgetTables>()
