import { type Database, sql } from '#db'
import type { RecordedToken } from './token.ts'

const columns = sql`t.token_id AS "tokenId", t.person_id AS "personId", t.post_id::text AS "postId", t.name, t.permissions,
  t.made_at AS "madeAt", t.expires_at AS "expiresAt", e.ended_at AS "endedAt", u.last_used_at AS "lastUsedAt"`

const source = sql`people.token AS t LEFT JOIN people.token_end AS e USING (token_id) LEFT JOIN people.token_use AS u USING (token_id)`

export async function findTokenByHash(db: Database, hash: string): Promise<RecordedToken | undefined> {
  const { rows } = await sql<RecordedToken>`SELECT ${columns} FROM ${source} WHERE t.secret_hash = ${hash}`.execute(db)
  return rows[0]
}

export async function findToken(db: Database, tokenId: string): Promise<RecordedToken | undefined> {
  const { rows } = await sql<RecordedToken>`SELECT ${columns} FROM ${source} WHERE t.token_id = ${tokenId}`.execute(db)
  return rows[0]
}

/** Every token that somebody ever had, the newest first. */
export async function tokensOf(db: Database, personId: string): Promise<RecordedToken[]> {
  const { rows } = await sql<RecordedToken>`
    SELECT ${columns} FROM ${source} WHERE t.person_id = ${personId} ORDER BY t.made_at DESC, t.token_id`.execute(db)
  return rows
}

export type NewToken = Omit<RecordedToken, 'endedAt' | 'lastUsedAt'>

export async function insertToken(tx: Database, token: NewToken, hash: string): Promise<void> {
  const { tokenId, personId, postId, name, permissions, madeAt, expiresAt } = token
  await sql`INSERT INTO people.token (token_id, secret_hash, person_id, post_id, name, permissions, made_at, expires_at)
    VALUES (${tokenId}, ${hash}, ${personId}, ${postId}, ${name}, ${[...permissions]}::text[], ${madeAt}, ${expiresAt})`.execute(
    tx,
  )
}

/** Ends it for good. Whether this did: somebody else may have been sooner. */
export async function insertTokenEnd(
  tx: Database,
  tokenId: string,
  { at, by }: { at: Date; by: string },
): Promise<boolean> {
  const done = await sql`INSERT INTO people.token_end (token_id, ended_at, ended_by) VALUES (${tokenId}, ${at}, ${by})
    ON CONFLICT (token_id) DO NOTHING`.execute(tx)
  return Number(done.numAffectedRows ?? 0) > 0
}

/** One person's tokens are made one after the other, so that two of one name cannot be made at once. Freed with the transaction. */
export async function lockTokensOf(tx: Database, personId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('people.token'), hashtext(${personId}))`.execute(tx)
}

/** Two requests at once write one time, and the earlier does not undo the later. */
export async function keepTokenUse(db: Database, tokenId: string, at: Date): Promise<void> {
  await sql`INSERT INTO people.token_use (token_id, last_used_at) VALUES (${tokenId}, ${at})
    ON CONFLICT (token_id) DO UPDATE SET last_used_at = excluded.last_used_at
    WHERE token_use.last_used_at < excluded.last_used_at`.execute(db)
}

/** The person of an address. */
export async function findPersonId(db: Database, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ personId: string }>`
    SELECT p.person_id AS "personId" FROM people.person AS p WHERE p.email = ${email.trim().toLowerCase()}`.execute(db)
  return rows[0]?.personId
}
