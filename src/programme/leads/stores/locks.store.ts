import { type Database, sql } from '#db'

/** With a role: who appoints to it goes one after the other. The trigger of the table takes the same lock. */
const roleLock = 7_100_260

export const lockRole = (tx: Database, roleNo: number): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${roleLock}, ${roleNo})`.execute(tx)
