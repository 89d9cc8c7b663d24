import type { Database, Generated } from '#db'

type Unit = { commissioner: string; provider: string; month: string; group_code: string }
type Deed = { actor: string; person_id: string | null; at: Date }

export type AgreementEventTable = Unit &
  Deed & {
    agreement_event_id: Generated<number>
    event: 'agreed' | 'held'
    words: string | null
    lines: number
    billed_pence: number
    adjusted_pence: number
    held_pence: number
    bill_mark: string
  }

export type RunTable = {
  run_no: Generated<number>
  commissioner: string
  month: string
  job_id: number
  pays_new_lines: boolean
  lines: number
  total_pence: number
  run_mark: string
}

export type RunEventName = 'prepared' | 'cancelled' | 'approved' | 'remitted' | 'returned'

export type RunEventTable = Deed & {
  run_event_id: Generated<number>
  run_no: number
  commissioner: string
  event: RunEventName
  words: string | null
}

export type RunUnitTable = Unit & {
  run_no: number
  agreement_event_id: number
  bill_mark: string
  lines: number
  billed_pence: number
  adjusted_pence: number
  held_pence: number
  first_pence: number
  release_pence: number
}

export type RunAdjustmentTable = Unit & {
  run_no: number
  kind: string
  reference: string
  practice: string
  amount_pence: number
  working: string
}

export type PaidLineTable = Unit & {
  line_id: string
  part: 'first' | 'release'
  run_no: number
  practice: string | null
  billed_pence: number
  adjusted_pence: number
  held_pence: number
  paid_pence: number
}

export type PaidAdjustmentTable = Omit<Unit, 'group_code'> & {
  kind: string
  reference: string
  practice: string
  run_no: number
  amount_pence: number
}

export type EntryTable = {
  entry_no: Generated<number>
  commissioner: string
  month: string
  kind: 'payment' | 'remittance' | 'reversal'
  run_no: number
  provider: string
  words: string
  reverses: number | null
  asked_by: string | null
  asked_by_person: string | null
  posted_by: string
  posted_by_person: string | null
  posted_at: Date
}

export type PostingTable = {
  entry_no: number
  position: number
  commissioner: string
  account: string
  provider: string
  group_code: string
  debit_pence: number
  credit_pence: number
}

export type ReversalRequestTable = Deed & {
  reversal_request_id: Generated<number>
  entry_no: number
  commissioner: string
  words: string
}

export type ApprovalLimitTable = {
  approval_limit_id: Generated<number>
  commissioner: string
  person_id: string | null
  limit_pence: number
  from_date: string
  set_at: Date
  set_by: string
  set_by_person: string | null
}

export type InvoiceLoadTable = {
  invoice_load_no: Generated<number>
  commissioner: string
  file_name: string
  sha256: string
  rows: number
  loaded_at: Date
  loaded_by: string
}

export type InvoiceTotalTable = {
  invoice_load_no: number
  commissioner: string
  provider: string
  month: string
  pod: string
  amount_pence: number
}

export type PaidSumView = Unit & {
  run_no: number
  part: 'first' | 'release'
  lines: number
  billed_pence: number
  adjusted_pence: number
  held_pence: number
  paid_pence: number
}

export type PaymentTables = {
  'payment.agreement_event': AgreementEventTable
  'payment.run': RunTable
  'payment.run_event': RunEventTable
  'payment.run_unit': RunUnitTable
  'payment.run_adjustment': RunAdjustmentTable
  'payment.paid_line': PaidLineTable
  'payment.paid_adjustment': PaidAdjustmentTable
  'payment.entry': EntryTable
  'payment.posting': PostingTable
  'payment.reversal_request': ReversalRequestTable
  'payment.approval_limit': ApprovalLimitTable
  'payment.invoice_load': InvoiceLoadTable
  'payment.invoice_total': InvoiceTotalTable
  'payment.v_paid_sum': PaidSumView
}

export const tablesOf = (db: Database) => db.withTables<PaymentTables>()
