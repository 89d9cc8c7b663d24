import { type Database, sql } from '#db'

/** With an assessment: who rates, signs off or opens it go one after the other. The triggers of its tables take the same lock. */
const assessmentLock = 7_100_300

export const lockAssessment = (tx: Database, assessmentNo: number): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${assessmentLock}, ${assessmentNo})`.execute(tx)

/** With whose it is: who begins assessments, copies frameworks or sends files for one owner go one after the other. */
const ownerLock = 7_100_301

export const lockOwner = (tx: Database, owner: string): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${ownerLock}, hashtext(${owner}))`.execute(tx)
