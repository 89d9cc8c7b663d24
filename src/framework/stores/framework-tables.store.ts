import type { Database, Generated } from '#db'
import type { Rating } from '../assessment/rating.ts'
import type { RegisterName, RegisterResult } from '../registers/register.ts'
import type { Degree, Side } from '../responsibilities/responsibility.ts'

type Deed = { actor: string; person_id: string | null; at: Date }
type Owned = { owner: string; commissioner: string }

export type DefinitionTable = Deed &
  Owned & {
    definition_no: Generated<number>
    name: string
    version: number
    based_on: string
    /** JSON: a string when it is written, a value when it is read. */
    content: unknown
    content_mark: string
    words: string
  }

export type AssessmentTable = Deed &
  Owned & {
    assessment_no: Generated<number>
    year: string
    framework: string
    version: number
    definition: unknown
    definition_mark: string
  }

export type RatingTable = Deed &
  Owned & {
    rating_no: Generated<number>
    assessment_no: number
    target: string
    rating: Rating | null
    words: string
    lead: string
    due: string | null
    cost_pence: number | null
    effort_days: number | null
    link: string
    source: 'typed' | 'file' | 'taken-back'
  }

export type AssessmentEventTable = Deed &
  Owned & {
    event_no: Generated<number>
    assessment_no: number
    event: 'signed-off' | 'opened-again'
    words: string
  }

export type ReadingTable = Owned & {
  event_no: number
  assessment_no: number
  target: string
  have: number | null
  of: number | null
  is_met: boolean | null
  figure: string
  threshold: string
  on_date: string
  records: string
}

export type PracticeReadingTable = Owned & {
  event_no: number
  target: string
  practice: string
  is_met: boolean
  words: string
}

export type RegisterLoadTable = Deed & {
  load_no: Generated<number>
  commissioner: string
  register: string
  file_name: string
  file_mark: string
  rows: number
}

export type RegisterEntryTable = Deed & {
  entry_no: Generated<number>
  commissioner: string
  practice: string
  register: RegisterName
  item: string
  from_date: string
  to_date: string | null
  points: number | null
  result: RegisterResult | null
  is_taken_back: boolean
  load_no: number | null
  words: string
}

export type ResponsibilityLoadTable = Deed &
  Owned & { load_no: Generated<number>; file_name: string; content_mark: string }

export type ResponsibilityTable = Owned & {
  load_no: number
  position: number
  side: Side
  title: string
  mark: string
}

export type CommitmentTable = Deed &
  Owned & {
    commitment_no: Generated<number>
    practice: string
    mark: string
    degree: Degree | null
    side: Side | null
    words: string
  }

export type FrameworkTables = {
  'framework.definition': DefinitionTable
  'framework.assessment': AssessmentTable
  'framework.rating': RatingTable
  'framework.assessment_event': AssessmentEventTable
  'framework.reading': ReadingTable
  'framework.practice_reading': PracticeReadingTable
  'framework.register_load': RegisterLoadTable
  'framework.register_entry': RegisterEntryTable
  'framework.responsibility_load': ResponsibilityLoadTable
  'framework.responsibility': ResponsibilityTable
  'framework.commitment': CommitmentTable
}

export const tablesOf = (db: Database) => db.withTables<FrameworkTables>()
