import { type Database, sql } from '#db'

/** With an owner: a plan is changed by one after the other. The trigger against circles takes the same. */
const planLock = 7_100_270

export const lockPlan = (tx: Database, owner: string): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${planLock}, hashtext(${owner}))`.execute(tx)
