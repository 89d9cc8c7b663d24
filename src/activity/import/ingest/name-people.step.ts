import type { LakeBuilder } from '#lake'
import type { VaultPack } from './ingest-job.ts'
import { sealPeople } from './people-pack.ts'
import { givenSql, padsOf, pseudonymSql } from './pseudonym-sql.ts'
import { type StagedFile, namesOf } from './staged-file.ts'

const withPatients = (files: readonly StagedFile[]): StagedFile[] =>
  files.filter((staged) => namesOf(staged).has('patient'))

/**
 * Gives every person a number that only this installation can make: each different identifier is hashed once (300,000
 * take a fraction of a second). The key goes to the engine as a parameter and so into no text that could be kept.
 */
export async function namePeople(
  builder: LakeBuilder,
  files: readonly StagedFile[],
  key: Uint8Array,
): Promise<{ hasLocal: boolean }> {
  const own = withPatients(files)
  if (own.length === 0) return { hasLocal: false }
  const pads = padsOf(key)
  await builder.run(givenSql(own.map(({ table }) => table)))
  await builder.run(
    `CREATE TABLE national_people AS SELECT g.given, g.digits, g.status::person_status AS status,
      ${pseudonymSql(`'nhs:' || g.digits`)} AS patient
    FROM given AS g WHERE g.status = 'nhs-number'`,
    pads,
  )
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
  return { hasLocal: true }
}

const peopleToPack = 1_000

/** One file's people whose number is, or was meant to be, an NHS number, in packs by their pseudonyms. */
function packsSql(staged: StagedFile, hasLocal: boolean, isOnly: boolean): string {
  // Of a delivery of one file all people are that file's; only birth dates would have to be looked for in its lines.
  if (isOnly && !hasLocal && !namesOf(staged).has('birth_date'))
    return packed('SELECT k.patient, k.digits, k.status, NULL::DATE AS birth_date FROM national_people AS k')
  const birth = namesOf(staged).has('birth_date') ? 'max(l.birth_date)' : 'NULL::DATE'
  const national = `SELECT k.patient, k.digits, k.status, ${birth} AS birth_date FROM ${staged.table} AS l
    JOIN national_people AS k ON k.given = l.patient GROUP BY k.patient, k.digits, k.status`
  const invalid = `SELECT o.patient, o.digits, o.status, ${birth} AS birth_date FROM ${staged.table} AS l
    JOIN local_people AS o ON o.given = l.patient AND o.provider = l.provider AND o.status = 'invalid'
    GROUP BY o.patient, o.digits, o.status`
  return packed(hasLocal ? `${national} UNION ALL ${invalid}` : national)
}

/** Pseudonyms are spread evenly, so equal spans of them are packs of about equal size; sorting the people would cost more. */
const packed = (
  people: string,
): string => `SELECT min(p.patient)::VARCHAR AS first_patient, max(p.patient)::VARCHAR AS last_patient,
      string_agg(concat_ws(',', p.patient, p.status, p.digits, coalesce(p.birth_date::VARCHAR, '')), chr(10)) AS people
    FROM (SELECT q.*, floor(q.patient::DOUBLE / (18446744073709551616.0 / (1 + count(*) OVER () // ${peopleToPack}))) AS pack
      FROM (${people}) AS q) AS p
    GROUP BY p.pack ORDER BY p.pack`

export async function packPeople(
  builder: LakeBuilder,
  files: readonly StagedFile[],
  hasLocal: boolean,
  key: Uint8Array,
): Promise<VaultPack[]> {
  const packs: VaultPack[] = []
  const own = withPatients(files)
  for (const staged of own) {
    const { importNo } = staged.file
    const rows = await builder.read<{
      first_patient: string
      last_patient: string
      people: string
    }>(packsSql(staged, hasLocal, own.length === 1))
    packs.push(
      ...rows.map((row) => ({
        importNo,
        firstPatient: row.first_patient,
        lastPatient: row.last_patient,
        ciphertext: sealPeople(key, importNo, row.people),
      })),
    )
  }
  return packs
}
