import type { Database, Generated } from '#db'
import type { Month, Pence, PlainDate } from '#shared'
import type { FindingEventName, FindingState } from '../answering/finding.ts'
import type { Confidence } from '../rules/rule.ts'
import type { Hold, OtherLine, Snapshot } from './finding-facts.ts'

interface VersionColumns {
  check_run_id: number
  stands: boolean
  snapshot: Snapshot
  import_no: number
  line_no: number | null
  practice: string | null
  pod: string | null
  hrg: string | null
  tfc: string | null
  start_date: PlainDate | null
  units: string | null
  billed_pence: Pence
  price_pence: Pence | null
  value_pence: Pence
  confidence: Confidence
  priority: number
  words: string
  other: OtherLine | null
}

interface NameColumns {
  commissioner: string
  provider: string
  month: Month
  line_id: string
  about: string
  rule: string
}

export interface FindingNowTable extends NameColumns, VersionColumns {
  finding_id: number
  last_event: string | null
  accepted_pence: Pence | null
  challenge_reference: string | null
  answer: 'upheld' | 'agreed' | 'answer-withdrawn' | null
  verdict: string | null
  answer_words: string | null
  state: FindingState
  worth_pence: Pence
  counted_pence: Pence
  hold: Hold
}

export interface FindingSumTable {
  commissioner: string
  provider: string
  month: Month
  practice: string | null
  pod: string | null
  rule: string
  confidence: Confidence
  state: FindingState
  hold: Hold
  findings: number
  value_pence: Pence
  counted_pence: Pence
  accepted_pence: Pence
}

export interface FindingEventTable {
  finding_event_id: Generated<number>
  finding_id: number
  event: FindingEventName
  verdict: string | null
  words: string | null
  accepted_pence: Pence | null
  challenge_reference: string | null
  actor: string
  person_id: string | null
  at: Date
}

export interface LineAnswerTable extends Omit<NameColumns, 'about' | 'rule'> {
  line_answer_id: Generated<number>
  practice: string
  snapshot: Snapshot
  event: 'agreed' | 'withdrawn'
  billed_pence: Pence
  actor: string
  person_id: string | null
  at: Date
}

export type AnsweringTables = {
  'validation.check_run': { check_run_id: number; commissioner: string; month: Month; finished_at: Date }
  'validation.finding': NameColumns & { finding_id: number; first_raised_at: Date }
  'validation.finding_version': VersionColumns & { finding_id: number }
  'validation.finding_event': FindingEventTable
  'validation.line_answer': LineAnswerTable
  'validation.v_finding': FindingNowTable
  'validation.v_finding_sum': FindingSumTable
  /** The room of imports publishes to whom a delivery was billed. */
  'activity.v_standing_submission': { import_no: number; commissioner: string | null; provider: string; month: Month }
}

/** What people said of findings, and the views that say what findings are now. */
export const answeringTables = (db: Database) => db.withTables<AnsweringTables>()
