import type { Database, Insertable } from '#db'
import { type IndicatorTables, tablesOf } from '../stores/indicator-tables.store.ts'

export async function insertDrift(
  tx: Database,
  drift: Insertable<IndicatorTables['indicators.drift']>,
): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('indicators.drift')
    .values(drift)
    .returning('drift_no')
    .executeTakeFirstOrThrow()
  return row.drift_no
}

export const insertDriftEvent = (
  tx: Database,
  event: Insertable<IndicatorTables['indicators.drift_event']>,
): Promise<unknown> => tablesOf(tx).insertInto('indicators.drift_event').values(event).execute()
