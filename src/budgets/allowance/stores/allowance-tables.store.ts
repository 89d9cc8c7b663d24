import type { Database, Generated } from '#db'

type Deed = { actor: string; person_id: string | null; at: Date }

export type SharingEventTable = Deed & {
  sharing_event_id: Generated<number>
  commissioner: string
  year: string
  equal_basis_points: number
  words: string
}

export type IncentiveEventName = 'plan-signed' | 'plan-taken-back' | 'targets-met' | 'targets-not-met'

export type IncentiveEventTable = Deed & {
  incentive_event_id: Generated<number>
  commissioner: string
  practice: string
  year: string
  event: IncentiveEventName
  on_date: string
  words: string | null
}

export type AllowanceTables = {
  'allowance.sharing_event': SharingEventTable
  'allowance.incentive_event': IncentiveEventTable
}

export const tablesOf = (db: Database) => db.withTables<AllowanceTables>()
