import type { Database } from '#db'
import { tablesOf } from '../imports/import-tables.store.ts'

const lines = (db: Database) => tablesOf(db).selectFrom('activity.lake_file as f').where('f.holds', '=', 'lines')

/** The files in which the lines of one import lie, within the lake. */
export async function linesOfImport(db: Database, importNo: number): Promise<string[]> {
  const rows = await lines(db).select('f.path').where('f.import_no', '=', importNo).execute()
  return rows.map(({ path }) => path)
}

export interface RegisteredLines {
  readonly lakeFileId: number
  readonly path: string
  readonly bytes: number
  readonly lines: number
  /** To whom its import was billed, where that is known. */
  readonly commissioner: string | null
}

/** Every registered file of lines, also of imports that were withdrawn. */
export const allLineFiles = (db: Database): Promise<RegisteredLines[]> =>
  lines(db)
    .innerJoin('activity.import as i', 'i.import_no', 'f.import_no')
    .select(['f.lake_file_id as lakeFileId', 'f.path', 'f.bytes', 'f.lines', 'i.commissioner'])
    .orderBy('f.lake_file_id')
    .execute()

/** To whom an import was billed. */
export async function commissionerOf(db: Database, importNo: number): Promise<string | null> {
  const found = await tablesOf(db)
    .selectFrom('activity.v_standing_submission as s')
    .select('s.commissioner')
    .where('s.import_no', '=', importNo)
    .executeTakeFirst()
  return found?.commissioner ?? null
}
