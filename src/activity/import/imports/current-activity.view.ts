import { sql } from '#db'
import type { Asker } from '#platform'
import { type Lake, lakeFiles } from '#lake'
import { type Month, noPence } from '#shared'
import { lakeColumns } from '../ingest/lake-sql.ts'
import { type DeliveredSubmission, countedSubmissions } from './current-activity.ts'
import type { CurrentActivity, LakeFile, Submission } from './import.ts'
import { tablesOf } from './import-tables.store.ts'

/** The months of deliveries that stand, within what the asker may see. */
const standingSubmissions = ({ db, scope }: Asker) =>
  tablesOf(db)
    .selectFrom('activity.v_standing_submission as s')
    .$if(scope.commissioners !== 'all', (query) => query.where('s.commissioner', 'in', [...scope.commissioners]))
    .$if(scope.providers !== 'all', (query) => query.where('s.provider', 'in', [...scope.providers]))

/** Their files of lines. */
const standingFiles = ({ db, scope }: Asker) =>
  tablesOf(db)
    .selectFrom('activity.v_standing_file as f')
    .where('f.holds', '=', 'lines')
    .$if(scope.commissioners !== 'all', (query) => query.where('f.commissioner', 'in', [...scope.commissioners]))

/** Every provider's month that stands, whether or not another took its place. */
export const acceptedSubmissions = (asker: Asker, month: Month): Promise<DeliveredSubmission[]> =>
  standingSubmissions(asker)
    .select(['s.import_no as importNo', 's.delivery_no as deliveryNo', 's.commissioner', 's.provider'])
    .select(['s.snapshot', 's.dataset'])
    .where('s.month', '=', month)
    .where((where) => where.exists(linesOfImport(asker).select('f.import_no')))
    .orderBy('s.import_no')
    .orderBy('s.provider')
    .execute()

const linesOfImport = (asker: Asker) => standingFiles(asker).whereRef('f.import_no', '=', sql.ref('s.import_no'))

async function filesOf(asker: Asker, month: Month, imports?: readonly number[]): Promise<LakeFile[]> {
  if (imports?.length === 0) return []
  const rows = await standingFiles(asker)
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
    .$if(imports !== undefined, (query) => query.where('f.import_no', 'in', [...imports!]))
    .orderBy('f.lake_file_id')
    .execute()
  return rows.map(({ lake_file_id: lakeFileId, import_no: importNo, billed_pence: billedPence, lines, ...rest }) => ({
    ...rest,
    lakeFileId,
    importNo,
    lines: lines ?? 0,
    billedPence: billedPence ?? noPence,
  }))
}

/** The lines of a month that count, wherever they stand. */
export async function currentActivity(asker: Asker, month: Month): Promise<CurrentActivity> {
  const all = await acceptedSubmissions(asker, month)
  const counted = countedSubmissions(all)
  const files = await filesOf(asker, month, [...new Set(counted.map(({ importNo }) => importNo))])
  const inFiles = all.filter(({ importNo }) => files.some((file) => file.importNo === importNo))
  return {
    files,
    counted: counted.map(({ deliveryNo: _delivery, commissioner: _commissioner, ...one }) => one),
    whole: inFiles.length === counted.length,
  }
}

/** Every file of a month's lines that was accepted and not withdrawn, whether or not its lines count now: all versions of a line. */
export const acceptedFiles = (asker: Asker, month: Month): Promise<LakeFile[]> => filesOf(asker, month)

/** The months that hold any line that counts, the earliest first. */
export async function monthsWithActivity(asker: Asker): Promise<Month[]> {
  const rows = await standingFiles(asker).select('f.month').distinct().orderBy('f.month').execute()
  return rows.map(({ month }) => month)
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const pairOf = ({ importNo, provider, snapshot, dataset }: Submission): string =>
  `(${importNo}, ${quoted(provider)}, ${quoted(snapshot)}, ${quoted(dataset)})`

const noLine = `SELECT ${lakeColumns.map(([name, type]) => `NULL::${type} AS ${name}`).join(', ')} WHERE false`

/** The FROM item of files of lines with every column that lines have; one that a file's layout did not have is empty. */
export const linesIn = (lake: Pick<Lake, 'files'>, paths: readonly string[]): string =>
  lakeFiles(lake, paths, { shape: noLine })

/**
 * The FROM item of the lines that count, with every column that lines have in the lake. Where another delivery replaced
 * a part of a file, the rest is picked by an equality join, never by comparing lines.
 */
export function countedLines(lake: Pick<Lake, 'files'>, current: CurrentActivity): string {
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
