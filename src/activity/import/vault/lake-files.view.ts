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
}

/** Every registered file of lines, also of imports that were withdrawn. */
export const allLineFiles = (db: Database): Promise<RegisteredLines[]> =>
  lines(db).select(['f.lake_file_id as lakeFileId', 'f.path', 'f.bytes', 'f.lines']).orderBy('f.lake_file_id').execute()
