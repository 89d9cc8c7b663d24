import type { Database, Generated } from '#db'

type Deed = { owner: string; actor: string; person_id: string | null; at: Date }

export type IndicatorKind = 'health-check' | 'key'
export type Unit = 'count' | 'percent' | 'pounds' | 'days' | 'rate'
export type LessonResult = 'worked' | 'partly' | 'did-not'
export type DriftKind = 'indicator' | 'budget' | 'plan' | 'target'
export type DriftEffect = 'back' | 'better' | 'none' | 'mistaken'

export type IndicatorTables = {
  'indicators.indicator': Deed & { indicator_no: Generated<number>; code: string }
  'indicators.indicator_version': Deed & {
    indicator_no: number
    version: number
    title: string
    kind: IndicatorKind
    unit: Unit
    direction: 'up' | 'down' | 'neither'
    target_micro: number | null
    tolerance_micro: number
    holder: string
    role_no: number | null
    source: string
    is_closed: boolean
  }
  'indicators.figure': Deed & {
    figure_no: Generated<number>
    indicator_no: number
    month: string
    value_micro: number | null
    source: string
  }
  'indicators.rebase': Deed & { indicator_no: number; month: string; event: 'set' | 'dropped'; words: string }
  'indicators.lesson': Deed & { lesson_no: Generated<number>; commissioner: string }
  'indicators.lesson_version': Deed & {
    lesson_no: number
    version: number
    commissioner: string
    title: string
    tried: string
    happened: string
    ask: string
    result: LessonResult
    topics: string
    is_withdrawn: boolean
  }
  'indicators.drift': Deed & {
    drift_no: Generated<number>
    kind: DriftKind
    subject: string
    title: string
    reason: string
    href: string
    found_on: string
  }
  'indicators.drift_event': Deed & {
    drift_no: number
    event: 'on-agenda' | 'followed' | 'closed' | 'reopened'
    words: string
    reference: string | null
    effect: DriftEffect | null
  }
}

export const tablesOf = (db: Database) => db.withTables<IndicatorTables>()
