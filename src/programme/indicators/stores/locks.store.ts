import { type Database, sql } from '#db'

const indicatorLock = 7_100_291
const driftLock = 7_100_292
const lessonLock = 7_100_293

/** Until the transaction ends nobody else changes this indicator. */
export const lockIndicator = (tx: Database, indicatorNo: number): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${indicatorLock}, ${indicatorNo})`.execute(tx)

/** Until the transaction ends nobody else looks for drift of this owner, or ends any of it. */
export const lockDrift = (tx: Database, owner: string): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${driftLock}, hashtext(${owner}))`.execute(tx)

export const lockLesson = (tx: Database, lessonNo: number): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${lessonLock}, ${lessonNo})`.execute(tx)
