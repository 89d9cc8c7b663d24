import { mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Lake, type LakeBuilder, lakeFiles } from '#lake'
import { quoted } from '../ingest/stage-sql.ts'
import { sha256Of } from '../ingest/write-lake.step.ts'
import type { RegisteredLines } from './lake-files.view.ts'
import { chainSql, padsOf } from './pseudonym.ts'

export interface RenamedLines {
  readonly lakeFileId: number
  /** Where it was, and where it is to be, within the lake. */
  readonly was: string
  readonly path: string
  /** Where it lies until then. */
  readonly made: string
  readonly sha256: string
  readonly bytes: number
}

/**
 * `activity/2007-10/7-activity.parquet` becomes `activity/2007-10/7-activity.k2.parquet`: the old file counts until the new one is
 * registered.
 */
const pathUnder = (path: string, version: number): string => path.replace(/(\.k\d+)?\.parquet$/, `.k${version}.parquet`)

interface Counts {
  readonly lines: number
  readonly known: number
  readonly people: number
  readonly pence: number | null
}

const counted = async (builder: LakeBuilder, from: string): Promise<Counts> =>
  (
    await builder.read<Counts>(`SELECT count(*) AS lines, count(l.patient) AS known, count(DISTINCT l.patient) AS people,
      sum(l.billed_pence)::BIGINT AS pence FROM ${from} AS l`)
  )[0]!

/** As lines are written at import, but for the month's folder. */
const copySql = (from: string, to: string): string => `COPY (SELECT l.* REPLACE (n.renamed AS patient) FROM ${from} AS l
  LEFT JOIN names AS n ON n.patient = l.patient) TO ${quoted(to)}
  (FORMAT parquet, COMPRESSION zstd, DICTIONARY_SIZE_LIMIT 2000, WRITE_BLOOM_FILTER false, ROW_GROUP_SIZE 20480)`

/**
 * Writes a file of lines with the next pseudonym of each patient, into the staging folder. Each different patient is hashed once. Throws
 * when a single line, patient or penny would be lost: two patients may not become one.
 */
export async function renameLines(
  lake: Lake,
  { lakeFileId, path: was }: RegisteredLines,
  to: { readonly staging: string; readonly version: number; readonly key: Uint8Array },
): Promise<RenamedLines> {
  const made = join(to.staging, `${lakeFileId}.parquet`)
  await mkdir(dirname(made), { recursive: true, mode: 0o700 })
  await lake.build(async (builder) => {
    const from = lakeFiles(lake, [was])
    await builder.run(
      `CREATE TABLE names AS SELECT d.patient, ${chainSql('d.patient')} AS renamed
        FROM (SELECT DISTINCT l.patient FROM ${from} AS l WHERE l.patient IS NOT NULL) AS d`,
      padsOf(to.key),
    )
    await builder.run(copySql(from, made))
    const [before, after] = [await counted(builder, from), await counted(builder, `read_parquet(${quoted(made)})`)]
    if (JSON.stringify(before) !== JSON.stringify(after))
      throw new Error(`${was} would not be the same under new pseudonyms: ${JSON.stringify({ before, after })}`)
  })
  const { size: bytes } = await stat(made)
  return { lakeFileId, was, path: pathUnder(was, to.version), made, sha256: await sha256Of(made), bytes }
}
