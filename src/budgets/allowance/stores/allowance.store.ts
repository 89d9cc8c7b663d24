import type { Database, Insertable } from '#db'
import { type IncentiveEventTable, type SharingEventTable, tablesOf } from './allowance-tables.store.ts'

export const insertSharing = (
  tx: Database,
  event: Omit<Insertable<SharingEventTable>, 'sharing_event_id'>,
): Promise<unknown> => tablesOf(tx).insertInto('allowance.sharing_event').values(event).execute()

export const insertIncentive = (
  tx: Database,
  event: Omit<Insertable<IncentiveEventTable>, 'incentive_event_id'>,
): Promise<unknown> => tablesOf(tx).insertInto('allowance.incentive_event').values(event).execute()
