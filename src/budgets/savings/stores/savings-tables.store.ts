import type { Database, Generated } from '#db'
import type { AccountKind } from '../policy/savings-policy.ts'

type Deed = { actor: string; person_id: string | null; at: Date }
type Place = { commissioner: string; practice: string }

export type YearCloseTable = Deed & {
  close_no: Generated<number>
  commissioner: string
  year: string
  budget_no: number
  budget_version: number
  terms: string
  checks: string
  seen_mark: string
  words: string | null
}

export type ClosePracticeTable = Place & {
  close_no: number
  year: string
  group_code: string
  lines: number
  budget_pence: number
  outturn_pence: number
  validation_pence: number
  price_pence: number
  demand_pence: number
  declared_pence: number
  planned_pence: number
  windfall_pence: number
  set_off_pence: number
  entitlement_pence: number
  commissioner_pence: number
  withheld_pence: number
}

export type CloseLineTable = Place & {
  close_no: number
  line: string
  lines: number
  budget_pence: number
  outturn_pence: number
  price_pence: number
  credits_within_pence: number
  credits_due_pence: number
}

export type ProposalTable = Deed &
  Place & {
    use_no: Generated<number>
    group_code: string
    year: string
    kind: 'declared' | 'opportunistic'
    purpose: string
    title: string
    words: string
    case_reference: string | null
    amount_pence: number
  }

export type ProposalEventTable = Deed &
  Place & {
    proposal_event_id: Generated<number>
    use_no: number
    body: 'proposer' | 'group' | 'executive' | 'board'
    event: 'agreed' | 'refused' | 'conflict' | 'withdrawn'
    words: string | null
  }

export type CorrectionRequestTable = Deed &
  Place & {
    request_no: Generated<number>
    kind: 'reversal' | 'claw-back'
    entry_no: number | null
    year: string
    amount_pence: number
    words: string
  }

export type CorrectionEndTable = Deed & Place & { request_no: number; outcome: 'posted' | 'dropped' }

export type EntryKind = 'close' | 'draw' | 'expiry' | 'claw-back' | 'reversal'

export type EntryTable = Place & {
  entry_no: Generated<number>
  kind: EntryKind
  close_no: number | null
  use_no: number | null
  request_no: number | null
  reverses: number | null
  words: string
  asked_by: string | null
  asked_by_person: string | null
  posted_by: string
  posted_by_person: string | null
  posted_at: Date
}

export type PostingTable = Place & {
  entry_no: number
  position: number
  year: string
  kind: AccountKind
  account: string
  debit_pence: number
  credit_pence: number
}

export type CloseSumView = Omit<ClosePracticeTable, 'practice' | 'declared_pence'> & {
  practices: number
  overspend_pence: number
}

export type SavingsTables = {
  'savings.year_close': YearCloseTable
  'savings.close_practice': ClosePracticeTable
  'savings.close_line': CloseLineTable
  'savings.proposal': ProposalTable
  'savings.proposal_event': ProposalEventTable
  'savings.correction_request': CorrectionRequestTable
  'savings.correction_end': CorrectionEndTable
  'savings.entry': EntryTable
  'savings.posting': PostingTable
  'savings.v_close_sum': CloseSumView
}

export const tablesOf = (db: Database) => db.withTables<SavingsTables>()
