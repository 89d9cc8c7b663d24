import { type Database, sql } from '#db'
import type { Passkey } from './sign-in.ts'

export interface StoredPasskey {
  readonly passkeyId: string
  readonly personId: string
  readonly publicKey: Buffer
  /** How often it was used, as it says itself; nothing but noughts where it does not count. */
  readonly counter: number
  readonly transports: readonly string[]
}

export interface NewPasskey extends StoredPasskey {
  readonly name: string
}

/** What the next passkey is to sign, for one use before it is too old. */
export async function putChallenge(
  db: Database,
  challenge: string,
  personId: string | null,
  { now, minutes }: { now: Date; minutes: number },
): Promise<void> {
  await sql`DELETE FROM sign_in.passkey_challenge WHERE expires_at <= ${now}`.execute(db)
  const expiresAt = new Date(now.getTime() + minutes * 60_000)
  await sql`INSERT INTO sign_in.passkey_challenge (challenge, user_id, expires_at)
            VALUES (${challenge}, ${personId}, ${expiresAt})`.execute(db)
}

/** Takes a challenge for its one use; answers whether it was there, for this person, and in time. */
export async function takeChallenge(
  db: Database,
  challenge: string,
  personId: string | null,
  now: Date,
): Promise<boolean> {
  const taken = await sql`
    DELETE FROM sign_in.passkey_challenge
     WHERE challenge = ${challenge} AND user_id IS NOT DISTINCT FROM ${personId} AND expires_at > ${now}`.execute(db)
  return Number(taken.numAffectedRows ?? 0) === 1
}

export async function listPasskeys(db: Database, personId: string): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`
    SELECT credential_id AS "passkeyId", name, made_at AS "madeAt", last_used_at AS "lastUsed"
      FROM sign_in.passkey WHERE user_id = ${personId} ORDER BY made_at, credential_id`.execute(db)
  return rows
}

export async function findPasskey(db: Database, passkeyId: string): Promise<StoredPasskey | undefined> {
  const { rows } = await sql<StoredPasskey>`
    SELECT credential_id AS "passkeyId", user_id AS "personId", public_key AS "publicKey",
           counter::double precision AS counter, transports
      FROM sign_in.passkey WHERE credential_id = ${passkeyId}`.execute(db)
  return rows[0]
}

/** Answers whether it is new: one passkey opens one account. */
export async function addPasskey(
  db: Database,
  { passkeyId, personId, name, publicKey, counter, transports }: NewPasskey,
  now: Date,
): Promise<boolean> {
  const added = await sql`
    INSERT INTO sign_in.passkey (credential_id, user_id, name, public_key, counter, transports, made_at)
    VALUES (${passkeyId}, ${personId}, ${name}, ${publicKey}, ${counter}, ${[...transports]}, ${now})
    ON CONFLICT (credential_id) DO NOTHING`.execute(db)
  return Number(added.numAffectedRows ?? 0) === 1
}

/** Moves the counter on from where it was read; answers false where another use was quicker. */
export async function countUse(
  db: Database,
  { passkeyId, counter }: StoredPasskey,
  next: number,
  now: Date,
): Promise<boolean> {
  const counted = await sql`
    UPDATE sign_in.passkey SET counter = ${next}, last_used_at = ${now}
     WHERE credential_id = ${passkeyId} AND counter = ${counter}`.execute(db)
  return Number(counted.numAffectedRows ?? 0) === 1
}

export async function removePasskey(tx: Database, personId: string, passkeyId: string): Promise<boolean> {
  const removed = await sql`
    DELETE FROM sign_in.passkey WHERE user_id = ${personId} AND credential_id = ${passkeyId}`.execute(tx)
  return Number(removed.numAffectedRows ?? 0) === 1
}
