import { type Database, sql } from '#db'
import type { Session } from './sign-in.ts'

/** The sessions of a person that still run, the last used first. */
export async function listSessions(db: Database, personId: string): Promise<Session[]> {
  const { rows } = await sql<Session>`
    SELECT s.id AS "sessionId", s.user_id AS "personId", s.created_at AS since, s.updated_at AS "lastUsed",
           s.user_agent AS browser, coalesce(h.two_factor_enabled, false) AS "hasAuthenticator"
      FROM sign_in.session AS s JOIN sign_in.holder AS h ON h.id = s.user_id
     WHERE s.user_id = ${personId} AND s.expires_at > now() ORDER BY s.updated_at DESC, s.id`.execute(db)
  return rows
}

/** Ends one session of a person, or all but one; answers how many. They are signed out at their next click. */
export async function endSessions(
  tx: Database,
  personId: string,
  which: { sessionId: string } | { allBut: string | null },
): Promise<number> {
  const condition = 'sessionId' in which ? sql`id = ${which.sessionId}` : sql`id IS DISTINCT FROM ${which.allBut}`
  const ended = await sql`DELETE FROM sign_in.session WHERE user_id = ${personId} AND ${condition}`.execute(tx)
  return Number(ended.numAffectedRows ?? 0)
}
