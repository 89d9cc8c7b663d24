import { type Database, sql } from '#db'

/** Whoever decides about a year’s pool waits for whoever is at it: two cannot pay it out, or decide and pay out at once. */
export const lockYear = (tx: Database, commissioner: string, year: string): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`risk ${commissioner} ${year}`}, 0))`.execute(tx)
