import type { ColumnType, Database, Generated } from '#db'

type Deed = { owner: string; actor: string; person_id: string | null; at: Date }
/** Written as JSON text, read as what it means. */
type Json<Value> = ColumnType<Value, string, never>

export type PaidAs = 'gp-session' | 'manager-hour' | 'unpaid'

export interface SkillAsked {
  readonly skill: string
  readonly level: number
  readonly isEssential: boolean
}

export interface ObjectiveEntry {
  readonly objective: string
  readonly state: 'on-track' | 'behind' | 'done' | 'not-started'
  readonly words: string
}

export type LeadTables = {
  'leads.named_person': Deed & {
    person_no: Generated<number>
    name: string
    initials: string
    body: string
    account_id: string | null
  }
  'leads.named_person_event': Deed & {
    person_no: number
    event: 'left' | 'back' | 'account' | 'details'
    on_date: string
    account_id: string | null
    initials: string | null
    body: string | null
  }
  'leads.role': Deed & { role_no: Generated<number> }
  'leads.role_version': Deed & {
    role_no: number
    version: number
    title: string
    purpose: string
    duties: Json<string[]>
    essential: Json<string[]>
    desirable: Json<string[]>
    objectives: Json<string[]>
    skills: Json<SkillAsked[]>
    minutes_per_month: number
    paid_as: PaidAs
    is_refilled: boolean
    is_closed: boolean
    words: string
  }
  'leads.role_document': Deed & { role_no: number; role_version: number; document_no: number; document_version: number }
  'leads.appointment': Deed & { appointment_no: Generated<number>; role_no: number; person_no: number }
  'leads.appointment_event': Deed & {
    appointment_no: number
    event: 'invited' | 'interview-set' | 'appointed' | 'not-appointed' | 'declined' | 'withdrawn'
    on_date: string
    words: string
  }
  'leads.term': Deed & {
    term_no: Generated<number>
    role_no: number
    person_no: number
    from_date: string
    to_date: string | null
    appointment_no: number | null
  }
  'leads.term_end': Deed & { term_no: number; to_date: string | null; words: string }
  'leads.held_skill': Deed & { person_no: number; skill: string; level: number; words: string }
  'leads.report': Deed & {
    report_no: Generated<number>
    role_no: number
    term_no: number
    month: string
    entries: Json<ObjectiveEntry[]>
    summary: string
    help_wanted: string
    paid_as: PaidAs
    session_tenths: number
    minutes: number
  }
  'leads.feedback': Deed & {
    feedback_no: Generated<number>
    role_no: number
    term_no: number
    month: string
    rating: number | null
    words: string
  }
}

export const tablesOf = (db: Database) => db.withTables<LeadTables>()
