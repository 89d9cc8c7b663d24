import { type Database, type Insertable, sql } from '#db'
import { type PhasingEventTable, tablesOf } from './monitoring-tables.store.ts'

const phasingLock = 7_100_200

/** Until the transaction ends nobody else chooses for the year. */
export const lockPhasing = (tx: Database, commissioner: string, year: string): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${phasingLock}, hashtext(${`${commissioner} ${year}`}))`.execute(tx)

export const insertPhasing = (tx: Database, event: Insertable<PhasingEventTable>): Promise<unknown> =>
  tablesOf(tx).insertInto('monitoring.phasing_event').values(event).execute()
