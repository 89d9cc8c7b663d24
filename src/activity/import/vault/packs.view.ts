import { type Database, sql } from '#db'
import type { PackPlace } from './people-pack.ts'

export interface StoredPack extends PackPlace {
  readonly packNo: number
  readonly keyVersion: number
  readonly ciphertext: Buffer
  readonly isMixed: boolean
}

/** Pseudonyms are read as text: they use all 64 bits. */
const columns = sql`v.pack_no AS "packNo", v.import_no AS "importNo", v.practice, v.first_patient::text AS "firstPatient",
  v.last_patient::text AS "lastPatient", v.key_version AS "keyVersion", v.is_mixed AS "isMixed", v.ciphertext`

/** Packs by practice behind a place in the table, so many of them. */
export async function packsAfter(db: Database, packNo: number, limit: number): Promise<StoredPack[]> {
  const { rows } = await sql<StoredPack>`SELECT ${columns} FROM activity.vault_identity AS v
    WHERE v.pack_no > ${packNo} ORDER BY v.pack_no LIMIT ${limit}`.execute(db)
  return rows
}

/** Packs by practice that another version than this one sealed, so many of them. */
export async function packsUnderOthers(db: Database, version: number, limit: number): Promise<StoredPack[]> {
  const { rows } = await sql<StoredPack>`SELECT ${columns} FROM activity.vault_identity AS v
    WHERE v.key_version <> ${version} AND NOT v.is_mixed ORDER BY v.pack_no LIMIT ${limit}`.execute(db)
  return rows
}

export async function packsOfImport(db: Database, importNo: number): Promise<StoredPack[]> {
  const { rows } = await sql<StoredPack>`SELECT ${columns} FROM activity.vault_identity AS v
    WHERE v.import_no = ${importNo} ORDER BY v.pack_no`.execute(db)
  return rows
}

/** The imports that have packs; with `mixed` only those with packs of every practice together. */
export async function importsWithPacks(db: Database, mixed = false): Promise<number[]> {
  const { rows } = await sql<{
    importNo: number
  }>`SELECT DISTINCT v.import_no AS "importNo" FROM activity.vault_identity AS v
    WHERE v.is_mixed OR NOT ${mixed} ORDER BY v.import_no`.execute(db)
  return rows.map(({ importNo }) => importNo)
}

export const countPacks = async (db: Database): Promise<number> =>
  (await sql<{ packs: number }>`SELECT count(*)::int AS packs FROM activity.vault_identity AS v`.execute(db)).rows[0]!
    .packs

/** How many packs each version of the key of the vault has sealed. */
export async function packsByKey(db: Database): Promise<Map<number, number>> {
  const { rows } = await sql<{ version: number; packs: number }>`SELECT v.key_version AS version, count(*)::int AS packs
    FROM activity.vault_identity AS v GROUP BY v.key_version`.execute(db)
  return new Map(rows.map(({ version, packs }) => [version, packs]))
}

export interface PackQuestion {
  readonly importNo: number
  readonly practice: string | null
  readonly patient: string
}

/**
 * The pack of a practice that holds a pseudonym. Where an import has only packs of every practice together it is one of these: the
 * database gives none of them to whoever sees single practices.
 */
export async function findPack(
  db: Database,
  { importNo, practice, patient }: PackQuestion,
): Promise<StoredPack | undefined> {
  const { rows } = await sql<StoredPack>`SELECT ${columns} FROM activity.vault_identity AS v
    WHERE v.import_no = ${importNo} AND v.first_patient <= ${patient}::bigint AND v.last_patient >= ${patient}::bigint
      AND (v.is_mixed OR v.practice IS NOT DISTINCT FROM ${practice}) ORDER BY v.is_mixed LIMIT 1`.execute(db)
  return rows[0]
}
