import type { ColumnType, Database, Generated } from '#db'
import type { PlainDate } from '#shared'
import type { Meaning } from '../leads/lead.ts'
import type { Status } from '../timescale/timescale.ts'

/** Sentences, kept as a list. */
type Notes = ColumnType<string[], string>

type Deed = { actor: string; person_id: string | null; at: Date }

export type ReceivedTable = Deed & {
  import_no: Generated<number>
  owner: string
  what: 'work-plan' | 'people'
  name: string
  sha256: string
  rows_read: number
  added: number
  changed: number
  notes: Notes
}
export type ReceivedEndTable = Deed & { import_no: number; owner: string }

export type ItemTable = { item_no: Generated<number>; owner: string; source: string }
export type ItemVersionTable = Deed & {
  item_version_no: Generated<number>
  item_no: number
  owner: string
  place: number
  section: string
  ref: string
  ref_as_written: string
  objective: string
  leads_text: string
  timescale_text: string
  start_date: PlainDate | null
  due_date: PlainDate | null
  days_are: 'read' | 'typed'
  notes: Notes
  is_removed: boolean
  import_no: number | null
  why: 'file' | 'typed' | 'undone' | 'removed'
}
export type ItemEventTable = Deed & {
  item_event_no: Generated<number>
  item_no: number
  owner: string
  event: 'status' | 'note' | 'undone'
  status: Status | null
  words: string
  undoes: number | null
  import_no: number | null
}

export type MilestoneTable = Deed & { milestone_no: Generated<number>; item_no: number; owner: string; title: string }
export type MilestoneEventTable = Deed & {
  milestone_event_no: Generated<number>
  milestone_no: number
  owner: string
  event: 'due' | 'reached' | 'reopened' | 'removed'
  on_date: PlainDate | null
}

export type DependencyTable = Deed & {
  dependency_no: Generated<number>
  owner: string
  item_no: number
  waits_for: number
  is_on: boolean
  import_no: number | null
}

export type SettlementTable = Deed & {
  settlement_no: Generated<number>
  owner: string
  lead_text: string
  item_no: number | null
  meaning: Meaning | 'open'
  people: number[]
  words: string
}

export type BaselineTable = Deed & { baseline_no: Generated<number>; owner: string; title: string }
export type BaselineLineTable = {
  baseline_no: number
  owner: string
  item_no: number
  section: string
  ref: string
  objective: string
  leads_text: string
  status: Status
  start_date: PlainDate | null
  due_date: PlainDate | null
}
export type ToleranceTable = Deed & { tolerance_no: Generated<number>; owner: string; days: number }

export type PlanTables = {
  'plan.received': ReceivedTable
  'plan.received_end': ReceivedEndTable
  'plan.item': ItemTable
  'plan.item_version': ItemVersionTable
  'plan.item_event': ItemEventTable
  'plan.milestone': MilestoneTable
  'plan.milestone_event': MilestoneEventTable
  'plan.dependency': DependencyTable
  'plan.settlement': SettlementTable
  'plan.baseline': BaselineTable
  'plan.baseline_line': BaselineLineTable
  'plan.tolerance': ToleranceTable
}

export const tablesOf = (db: Database) => db.withTables<PlanTables>()
