import type { Database } from '#db'
import { type Lake, lakeFiles } from '#lake'
import { type Month, noPence } from '#shared'
import { lakeColumns } from '../ingest/lake-sql.ts'
import { countedSubmissions } from './current-activity.ts'
import type { CurrentActivity, LakeFile, Submission } from './import.ts'
import { tablesOf } from './import-tables.store.ts'

/** Imports that were accepted and not taken back. */
export const standingImports = (db: Database) =>
  tablesOf(db)
    .selectFrom('activity.import as i')
    .where((where) =>
      where.exists(
        where
          .selectFrom('activity.import_event as e')
          .select('e.import_no')
          .whereRef('e.import_no', '=', 'i.import_no')
          .where('e.event', '=', 'accepted'),
      ),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('activity.import_event as e')
            .select('e.import_no')
            .whereRef('e.import_no', '=', 'i.import_no')
            .where('e.event', '=', 'withdrawn'),
        ),
      ),
    )

/** Every provider's month that stands, whether or not another took its place. */
export const acceptedSubmissions = (db: Database, month: Month) =>
  standingImports(db)
    .innerJoin('activity.submission as s', 's.import_no', 'i.import_no')
    .select(['s.import_no as importNo', 's.provider', 's.snapshot', 's.dataset', 'i.delivery_no as deliveryNo'])
    .where('s.month', '=', month)
    .where((where) =>
      where.exists(
        where
          .selectFrom('activity.lake_file as f')
          .select('f.import_no')
          .whereRef('f.import_no', '=', 's.import_no')
          .where('f.holds', '=', 'lines'),
      ),
    )
    .orderBy('s.import_no')
    .orderBy('s.provider')
    .execute()

async function filesOf(db: Database, month: Month, imports: readonly number[]): Promise<LakeFile[]> {
  if (imports.length === 0) return []
  const rows = await tablesOf(db)
    .selectFrom('activity.lake_file as f')
    .select([
      'f.lake_file_id',
      'f.import_no',
      'f.month',
      'f.dataset',
      'f.path',
      'f.sha256',
      'f.lines',
      'f.billed_pence',
    ])
    .where('f.month', '=', month)
    .where('f.holds', '=', 'lines')
    .where('f.import_no', 'in', imports)
    .orderBy('f.lake_file_id')
    .execute()
  return rows.map(({ lake_file_id: lakeFileId, import_no: importNo, billed_pence: billedPence, ...rest }) => ({
    ...rest,
    lakeFileId,
    importNo,
    billedPence: billedPence ?? noPence,
  }))
}

/** The lines of a month that count, wherever they stand. */
export async function currentActivity(db: Database, month: Month): Promise<CurrentActivity> {
  const all = await acceptedSubmissions(db, month)
  const counted = countedSubmissions(all)
  const files = await filesOf(db, month, [...new Set(counted.map(({ importNo }) => importNo))])
  const inFiles = all.filter(({ importNo }) => files.some((file) => file.importNo === importNo))
  return {
    files,
    counted: counted.map(({ deliveryNo: _delivery, ...one }) => one),
    whole: inFiles.length === counted.length,
  }
}

/** Every file of a month's lines that was accepted and not withdrawn, whether or not its lines count now: all versions of a line. */
export async function acceptedFiles(db: Database, month: Month): Promise<LakeFile[]> {
  const imports = await standingImports(db).select('i.import_no').execute()
  return filesOf(
    db,
    month,
    imports.map(({ import_no: importNo }) => importNo),
  )
}

/** The months that hold any line that counts, the earliest first. */
export async function monthsWithActivity(db: Database): Promise<Month[]> {
  const rows = await standingImports(db)
    .innerJoin('activity.lake_file as f', 'f.import_no', 'i.import_no')
    .select('f.month')
    .where('f.holds', '=', 'lines')
    .distinct()
    .orderBy('f.month')
    .execute()
  return rows.map(({ month }) => month)
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const pairOf = ({ importNo, provider, snapshot, dataset }: Submission): string =>
  `(${importNo}, ${quoted(provider)}, ${quoted(snapshot)}, ${quoted(dataset)})`

const noLine = `SELECT ${lakeColumns.map(([name, type]) => `NULL::${type} AS ${name}`).join(', ')} WHERE false`

/** The FROM item of files of lines with every column that lines have; one that a file's layout did not have is empty. */
export const linesIn = (lake: Pick<Lake, 'folder'>, paths: readonly string[]): string =>
  `(${noLine} UNION ALL BY NAME SELECT * FROM ${lakeFiles(lake, paths).replace(/\)$/, ', union_by_name = true)')})`

/**
 * The FROM item of the lines that count, with every column that lines have in the lake. Where another delivery replaced
 * a part of a file, the rest is picked by an equality join, never by comparing lines.
 */
export function countedLines(lake: Pick<Lake, 'folder'>, current: CurrentActivity): string {
  const source = linesIn(
    lake,
    current.files.map(({ path }) => path),
  )
  if (current.whole) return source
  return `(SELECT l.* FROM ${source} AS l
    SEMI JOIN (VALUES ${current.counted.map(pairOf).join(', ')}) AS counted(import_no, provider, snapshot, dataset)
      ON counted.import_no = l.import_no AND counted.provider = l.provider
      AND counted.snapshot = l.snapshot AND counted.dataset = l.dataset)`
}
