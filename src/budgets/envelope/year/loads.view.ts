import type { Database } from '#db'
import { type LoadKind, tablesOf } from '../stores/envelope-tables.store.ts'
import type { OfYear } from '../stores/load.store.ts'

export interface TakenFile {
  readonly kind: LoadKind
  readonly fileName: string
  readonly rows: number
  readonly rejected: number
  readonly loadedAt: Date
  readonly loadedBy: string
  /** Whether it is the latest of its kind. */
  readonly counts: boolean
}

/** Every file that was taken for a year, the latest first. */
export async function takenFiles(db: Database, { commissioner, year }: OfYear): Promise<TakenFile[]> {
  const rows = await tablesOf(db)
    .selectFrom('envelope.load as l')
    .selectAll('l')
    .where('l.commissioner', '=', commissioner)
    .where('l.year', '=', year)
    .orderBy('l.load_no', 'desc')
    .execute()
  return rows.map((row, at) => ({
    kind: row.kind,
    fileName: row.file_name,
    rows: row.rows,
    rejected: row.rejected,
    loadedAt: row.loaded_at,
    loadedBy: row.loaded_by,
    counts: rows.findIndex(({ kind }) => kind === row.kind) === at,
  }))
}
