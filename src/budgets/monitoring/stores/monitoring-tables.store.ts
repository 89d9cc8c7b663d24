import type { Database, Generated } from '#db'
import type { Months } from '../position/figure.ts'
import type { Method } from '../position/method.ts'

type Deed = { actor: string; person_id: string | null; at: Date }

export type PhasingEventTable = Deed & {
  phasing_event_id: Generated<number>
  commissioner: string
  year: string
  line: string
  form: 'usual' | 'equal' | 'working-days' | 'season' | 'by-hand'
  weights: string[] | null
  words: string
}

export type EditionTable = Deed & {
  edition_no: Generated<number>
  commissioner: string
  year: string
  month: string
  budget_no: number
  budget_version: number
  method: Method
  edition_mark: string
}

type Sums = {
  edition_no: number
  commissioner: string
  group_code: string
  line: string
  year_pence: number
  months: Months
  price_pence: number | null
  volume_pence: number | null
  mix_pence: number | null
}

export type FigureTable = Sums & { practice: string }
export type GroupFigureTable = Sums & { practices: number }

export type MonitoringTables = {
  'monitoring.phasing_event': PhasingEventTable
  'monitoring.edition': EditionTable
  'monitoring.figure': FigureTable
  'monitoring.group_figure': GroupFigureTable
}

export const tablesOf = (db: Database) => db.withTables<MonitoringTables>()
