import { type Database } from '#db'
import { type Month, noPence } from '#shared'
import { standingImports } from './current-activity.view.ts'
import { type LakeFile } from './import.ts'

/** Every file of a month's lines that was accepted and not taken back, the earliest first; also those whose lines a later delivery replaced. */
export async function acceptedFiles(db: Database, month: Month): Promise<LakeFile[]> {
  const rows = await standingImports(db)
    .innerJoin('activity.lake_file as f', 'f.import_no', 'i.import_no')
    .select(['f.lake_file_id as lakeFileId', 'f.import_no as importNo', 'f.month', 'f.dataset', 'f.path', 'f.sha256', 'f.lines', 'f.billed_pence'])
    .where('f.month', '=', month)
    .where('f.holds', '=', 'lines')
    .orderBy('f.lake_file_id')
    .execute()
  return rows.map(({ billed_pence: billedPence, ...file }) => ({ ...file, billedPence: billedPence ?? noPence }))
}
