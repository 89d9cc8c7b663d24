import type { ColumnType, Database, Generated } from '#db'
import type { PlainDate } from '#shared'
import type { BodyKind, MemberKind, MemberRule } from '../model/body.ts'
import type { ActionEvent, MeetingKind, NoteKind, Outcome, Presence, Purpose } from '../model/meeting.ts'

type Deed = { owner: string; actor: string; person_id: string | null; at: Date }

export type BodyTable = Deed & { body_no: Generated<number>; kind: BodyKind; name: string }

export type BodyTermsTable = Deed & {
  terms_no: Generated<number>
  body_no: number
  purpose: string
  quorum: number
  rules: ColumnType<MemberRule[], string, never>
  every_months: number | null
  after_body: number | null
  starts: string
  minutes_long: number
  place: string
}

export type MemberTable = Deed & {
  member_no: Generated<number>
  body_no: number
  name: string
  kind: MemberKind
  person_id_of: string | null
  organisation: string | null
  from_date: PlainDate
}

export type MemberEndTable = Deed & { member_no: number; to_date: PlainDate; words: string }

export type MeetingTable = Deed & {
  meeting_no: Generated<number>
  body_no: number | null
  kind: MeetingKind
  title: string
  about: string
}

export type MeetingEventTable = Deed & {
  meeting_event_no: Generated<number>
  meeting_no: number
  event: 'planned' | 'moved' | 'pack-sent' | 'held' | 'cancelled'
  on_date: PlainDate
  starts: string | null
  minutes_long: number | null
  place: string
  words: string
}

export type ItemTable = Deed & {
  item_no: Generated<number>
  body_no: number | null
  title: string
  words: string
  purpose: Purpose
  presenter: string
  source: string | null
}

export type PlacementTable = Deed & {
  placement_no: Generated<number>
  item_no: number
  meeting_no: number | null
  position: number
  words: string
}

export type PaperTable = Deed & {
  paper_no: Generated<number>
  item_no: number
  title: string
  file_no: number | null
  pages: number | null
  document_no: number | null
  version: number | null
}

export type PaperEndTable = Deed & { paper_no: number }

export type AttendanceTable = Deed & {
  attendance_no: Generated<number>
  meeting_no: number
  member_no: number | null
  name: string
  organisation: string | null
  presence: Presence
  reported: boolean
}

export type ConflictTable = Deed & { item_no: number; member_no: number; words: string }

export type DecisionTable = Deed & {
  decision_no: Generated<number>
  item_no: number
  meeting_no: number
  outcome: Outcome
  words: string
}

export type DeciderTable = { decision_no: number; member_no: number; owner: string }
export type DecisionEndTable = Deed & { decision_no: number; words: string }

export type ActionTable = Deed & {
  action_no: Generated<number>
  meeting_no: number | null
  item_no: number | null
  words: string
  who: string
  who_person: string | null
  due: PlainDate
}

export type ActionEventTable = Deed & {
  action_event_no: Generated<number>
  action_no: number
  event: ActionEvent['event']
  due: PlainDate | null
  words: string
}

export type NoteTable = Deed & { note_no: Generated<number>; meeting_no: number; kind: NoteKind; words: string }
export type MinutesTable = Deed & { meeting_no: number; version: number; text: string }

export type MinutesApprovalTable = Deed & {
  meeting_no: number
  version: number
  at_meeting: number
  document_no: number
}

export type CalendarTable = Omit<Deed, 'owner' | 'person_id'> & {
  calendar_no: Generated<number>
  address_hash: string
  body_no: number | null
  owner: string | null
  person_id: string
}

export type ElectionTable = Deed & {
  election_no: Generated<number>
  body_no: number
  title: string
  places: number
  kind: MemberKind
  nominations_until: PlainDate
  votes_until: PlainDate
}

export type NominationTable = Deed & {
  nomination_no: Generated<number>
  election_no: number
  name: string
  organisation: string | null
  words: string
}

export type BallotTable = Deed & {
  election_no: number
  practice: string
  choices: ColumnType<number[], string, never>
}

export type ElectionCloseTable = Deed & {
  election_no: number
  elected: ColumnType<number[], string, never>
  words: string
}

export type MeetingTables = {
  'meetings.body': BodyTable
  'meetings.body_terms': BodyTermsTable
  'meetings.member': MemberTable
  'meetings.member_end': MemberEndTable
  'meetings.meeting': MeetingTable
  'meetings.meeting_event': MeetingEventTable
  'meetings.item': ItemTable
  'meetings.placement': PlacementTable
  'meetings.paper': PaperTable
  'meetings.paper_end': PaperEndTable
  'meetings.attendance': AttendanceTable
  'meetings.conflict': ConflictTable
  'meetings.decision': DecisionTable
  'meetings.decider': DeciderTable
  'meetings.decision_end': DecisionEndTable
  'meetings.action': ActionTable
  'meetings.action_event': ActionEventTable
  'meetings.note': NoteTable
  'meetings.minutes': MinutesTable
  'meetings.minutes_approval': MinutesApprovalTable
  'meetings.calendar': CalendarTable
  'meetings.election': ElectionTable
  'meetings.nomination': NominationTable
  'meetings.ballot': BallotTable
  'meetings.election_close': ElectionCloseTable
}

export const tablesOf = (db: Database) => db.withTables<MeetingTables>()
