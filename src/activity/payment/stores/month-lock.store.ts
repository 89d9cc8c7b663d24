import { type Database, sql } from '#db'
import type { Month } from '#shared'

/** With a commissioner's month: agreeing, preparing and approving one month go one after the other. */
const paymentMonthLock = 7_100_140

/** Until the transaction ends nobody else agrees, prepares, cancels or approves anything of this month. */
export const lockMonth = (tx: Database, commissioner: string, month: Month): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${paymentMonthLock}, hashtext(${`${commissioner} ${month}`}))`.execute(tx)
