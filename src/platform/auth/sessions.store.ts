import { type Database, sql } from '#db'
import type { Session } from './sign-in.ts'

export type StrongBy = 'code' | 'passkey' | 'provider'

/** The sessions of a person that still run, the last used first. */
export async function listSessions(db: Database, personId: string, now = new Date()): Promise<Session[]> {
  const { rows } = await sql<Session>`
    SELECT s.id AS "sessionId", s.user_id AS "personId", s.created_at AS since, s.updated_at AS "lastUsed",
           nullif(s.user_agent, '') AS browser, coalesce(h.two_factor_enabled, false) AS "hasAuthenticator",
           EXISTS (SELECT FROM sign_in.strong_session AS t WHERE t.session_id = s.id) AS "isStrong"
      FROM sign_in.session AS s JOIN sign_in.holder AS h ON h.id = s.user_id
     WHERE s.user_id = ${personId} AND s.expires_at > ${now} ORDER BY s.updated_at DESC, s.id`.execute(db)
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

/** Sessions that ran out are gone for good: a clock set back later must not wake them. */
export const sweepSessions = (db: Database, now: Date): Promise<unknown> =>
  sql`DELETE FROM sign_in.session WHERE expires_at <= ${now}`.execute(db)

export const isStrongSession = async (db: Database, sessionId: string): Promise<boolean> => {
  const { rows } = await sql`SELECT FROM sign_in.strong_session WHERE session_id = ${sessionId}`.execute(db)
  return rows.length > 0
}

export const markStrong = (db: Database, sessionId: string, by: StrongBy): Promise<unknown> =>
  sql`INSERT INTO sign_in.strong_session (session_id, by) VALUES (${sessionId}, ${by})
      ON CONFLICT (session_id) DO NOTHING`.execute(db)
