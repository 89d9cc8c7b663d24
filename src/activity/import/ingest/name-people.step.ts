import type { LakeBuilder } from '#lake'
import type { VaultKey, VaultPack } from './ingest-job.ts'
import { isNhsNumberSql } from '../line/nhs-number-sql.ts'
import { peopleToPack, sealPeople } from '../vault/people-pack.ts'
import { chainSql, padsOf, pseudonymSql } from '../vault/pseudonym.ts'
import { type StagedFile, namesOf } from './staged-file.ts'

const withPatients = (files: readonly StagedFile[]): StagedFile[] =>
  files.filter((staged) => namesOf(staged).has('patient'))

const digitsOf = (given: string): string => `replace(replace(${given}, ' ', ''), '-', '')`

const patientsIn = (source: string): string =>
  `SELECT DISTINCT s.patient AS given FROM ${source} AS s WHERE s.patient IS NOT NULL`

/** Every different identifier with its digits and what it is. */
const givenSql = (sources: readonly string[]): string => `
  CREATE TABLE given AS
  SELECT d.given, d.digits,
    CASE WHEN NOT regexp_full_match(d.digits, '[0-9]{10}') THEN 'pseudonym'
      WHEN ${isNhsNumberSql('d.digits')} THEN 'nhs-number' ELSE 'invalid' END AS status
  FROM (SELECT g.given, ${digitsOf('g.given')} AS digits
    FROM (${sources.map(patientsIn).join(' UNION ')}) AS g) AS d`

/** Keys that came after the first hash what the one before them made. */
async function chainOn(builder: LakeBuilder, table: string, later: readonly Uint8Array[]): Promise<void> {
  for (const key of later) await builder.run(`UPDATE ${table} SET patient = ${chainSql('patient')}`, padsOf(key))
}

/**
 * Gives every person a number that only this installation can make: each different identifier is hashed once (300,000
 * take a fraction of a second), with every version of the key in force. The keys go to the engine as parameters and so into no text that
 * could be kept.
 */
export async function namePeople(
  builder: LakeBuilder,
  files: readonly StagedFile[],
  [first, ...later]: readonly Uint8Array[],
): Promise<{ hasLocal: boolean }> {
  const own = withPatients(files)
  if (own.length === 0) return { hasLocal: false }
  const pads = padsOf(first!)
  await builder.run(givenSql(own.map(({ table }) => table)))
  await builder.run(
    `CREATE TABLE national_people AS SELECT g.given, g.digits, g.status::person_status AS status,
      ${pseudonymSql(`'nhs:' || g.digits`)} AS patient
    FROM given AS g WHERE g.status = 'nhs-number'`,
    pads,
  )
  await chainOn(builder, 'national_people', later)
  const pairs = own.map(
    ({ table }) => `SELECT DISTINCT s.provider, s.patient AS given FROM ${table} AS s
    JOIN given AS g ON g.given = s.patient AND g.status <> 'nhs-number'`,
  )
  const [others] = await builder.read<{ rows: number }>(
    `SELECT count(*) AS rows FROM given AS g WHERE g.status <> 'nhs-number'`,
  )
  if (others!.rows === 0) return { hasLocal: false }
  await builder.run(
    `CREATE TABLE local_people AS SELECT p.provider, p.given, g.digits, g.status::person_status AS status,
      ${pseudonymSql(`'local:' || p.provider || ':' || p.given`)} AS patient
    FROM (${pairs.join(' UNION ')}) AS p JOIN given AS g ON g.given = p.given`,
    pads,
  )
  await chainOn(builder, 'local_people', later)
  return { hasLocal: true }
}

/** One file's people whose number is, or was meant to be, an NHS number, in packs by practice and pseudonym. */
function packsSql(staged: StagedFile, hasLocal: boolean): string {
  const names = namesOf(staged)
  const birth = names.has('birth_date') ? 'max(l.birth_date)' : 'NULL::DATE'
  const practice = names.has('practice') ? 'l.practice' : 'NULL::VARCHAR'
  const national = `SELECT ${practice} AS practice, k.patient, k.digits, k.status, ${birth} AS birth_date FROM ${staged.table} AS l
    JOIN national_people AS k ON k.given = l.patient GROUP BY ALL`
  const invalid = `SELECT ${practice} AS practice, o.patient, o.digits, o.status, ${birth} AS birth_date FROM ${staged.table} AS l
    JOIN local_people AS o ON o.given = l.patient AND o.provider = l.provider AND o.status = 'invalid' GROUP BY ALL`
  return packed(hasLocal ? `${national} UNION ALL ${invalid}` : national)
}

/** Pseudonyms are spread evenly, so equal spans of them are packs of about equal size; sorting the people would cost more. */
const packed = (
  people: string,
): string => `SELECT p.practice, min(p.patient)::VARCHAR AS first_patient, max(p.patient)::VARCHAR AS last_patient,
      string_agg(concat_ws(',', p.patient, p.status, p.digits, coalesce(p.birth_date::VARCHAR, '')), chr(10)) AS people
    FROM (SELECT q.*, floor((q.patient::DOUBLE + 9223372036854775808.0) / (18446744073709551616.0
        / (1 + count(*) OVER (PARTITION BY q.practice) // ${peopleToPack}))) AS pack
      FROM (${people}) AS q) AS p
    GROUP BY p.practice, p.pack ORDER BY p.practice, p.pack`

interface PackRow {
  readonly practice: string | null
  readonly first_patient: string
  readonly last_patient: string
  readonly people: string
}

function sealed(importNo: number, row: PackRow, { key, version }: VaultKey): VaultPack {
  const place = { importNo, practice: row.practice, firstPatient: row.first_patient, lastPatient: row.last_patient }
  return { ...place, keyVersion: version, ciphertext: sealPeople(key, place, row.people) }
}

/** Seals the people of each file; somebody with lines of two practices is in the packs of both. */
export async function packPeople(
  builder: LakeBuilder,
  files: readonly StagedFile[],
  hasLocal: boolean,
  vault: VaultKey,
): Promise<VaultPack[]> {
  const packs: VaultPack[] = []
  for (const staged of withPatients(files)) {
    const rows = await builder.read<PackRow>(packsSql(staged, hasLocal))
    packs.push(...rows.map((row) => sealed(staged.file.importNo, row, vault)))
  }
  return packs
}
