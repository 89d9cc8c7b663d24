import { type Database, sql } from '#db'

export interface NewInvitation {
  readonly codeHash: string
  readonly personId: string | null
  readonly by: string
  readonly madeAt: Date
  readonly expiresAt: Date
}

/** The newest code of somebody is the only one that opens anything. */
export async function putInvitation(
  tx: Database,
  { codeHash, personId, by, madeAt, expiresAt }: NewInvitation,
): Promise<void> {
  await sql`DELETE FROM sign_in.invitation
             WHERE user_id IS NOT DISTINCT FROM ${personId} AND used_at IS NULL`.execute(tx)
  await sql`INSERT INTO sign_in.invitation (code_hash, user_id, made_at, made_by, expires_at)
            VALUES (${codeHash}, ${personId}, ${madeAt}, ${by}, ${expiresAt})`.execute(tx)
}

export interface OpenInvitation {
  readonly personId: string | null
  readonly name: string | null
  readonly email: string | null
}

/** Whose a code is that may still be used. */
export async function findInvitation(db: Database, codeHash: string, now: Date): Promise<OpenInvitation | undefined> {
  const { rows } = await sql<OpenInvitation>`
    SELECT i.user_id AS "personId", h.name, h.email
      FROM sign_in.invitation AS i LEFT JOIN sign_in.holder AS h ON h.id = i.user_id
     WHERE i.code_hash = ${codeHash} AND i.used_at IS NULL AND i.expires_at > ${now}`.execute(db)
  return rows[0]
}

/** The same, held until the end of the transaction: of two who come with one code, the second finds it used. */
export async function holdInvitation(tx: Database, codeHash: string, now: Date): Promise<OpenInvitation | undefined> {
  await sql`SELECT FROM sign_in.invitation WHERE code_hash = ${codeHash} FOR UPDATE`.execute(tx)
  return findInvitation(tx, codeHash, now)
}

export const useInvitation = (tx: Database, codeHash: string, now: Date): Promise<unknown> =>
  sql`UPDATE sign_in.invitation SET used_at = ${now} WHERE code_hash = ${codeHash}`.execute(tx)
