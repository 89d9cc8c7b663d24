import { type Database, sql } from '#db'

/** With a commissioner: closing a year, letting entitlements expire and drawing go one after the other. */
const savingsLock = 7_100_220

/** Until the transaction ends nobody else closes, draws or corrects anything of this commissioner's savings. */
export const lockSavings = (tx: Database, commissioner: string): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${savingsLock}, hashtext(${commissioner}))`.execute(tx)

/** With a use: who decides about it goes one after the other. The trigger of the table takes the same lock. */
const useLock = 7_100_222

export const lockUse = (tx: Database, useNo: number): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${useLock}, ${useNo})`.execute(tx)
