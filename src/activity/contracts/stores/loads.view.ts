import type { Asker } from '#platform'
import type { KindName } from '../loading/kind.ts'
import { tablesOf } from './contract-tables.store.ts'
import type { Load } from './register.store.ts'

/** The files taken into the register, the latest first. */
export async function listLoads({ db, scope }: Asker, most: number): Promise<Load[]> {
  const { commissioners } = scope
  const rows = await tablesOf(db)
    .selectFrom('contracts.load as l')
    .selectAll('l')
    .$if(commissioners !== 'all', (query) =>
      query.where((where) =>
        where.or([
          where('l.commissioner', 'is', null),
          where('l.commissioner', 'in', commissioners === 'all' || commissioners.length === 0 ? [''] : commissioners),
        ]),
      ),
    )
    .orderBy('l.load_no', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    loadNo: row.load_no,
    kind: row.kind as KindName,
    commissioner: row.commissioner,
    fileName: row.file_name,
    sha256: row.sha256,
    rows: row.rows,
    loadedAt: row.loaded_at,
    loadedBy: row.loaded_by,
  }))
}
