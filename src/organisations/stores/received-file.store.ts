import type { Database } from '#db'
import type { PlainDate } from '#shared'
import type { OrganisationTables } from './organisation-tables.store.ts'

export interface ReceivedFile {
  readonly sha256: string
  readonly dataset: string
  readonly asAt: PlainDate | null
  readonly name: string
  readonly rowsRead: number
  readonly rowsTaken: number
  readonly rowsSkipped: number
  readonly rowsUnknown: number
  readonly rowsRejected: number
  readonly factsChanged: number
}

export interface Receipt {
  readonly fileNo: number
  readonly receivedAt: Date
  readonly rowsTaken: number
  /** Nothing was rejected and no practice was unknown, so the same content can give no more today. */
  readonly whole: boolean
}

const tables = (db: Database) => db.withTables<OrganisationTables>()

/** The last time that the very same content was taken. */
export async function findReceipt(
  db: Database,
  file: { sha256: string; dataset: string; asAt: PlainDate | null },
): Promise<Receipt | undefined> {
  const row = await tables(db)
    .selectFrom('organisations.received_file as f')
    .select(['f.file_no', 'f.received_at', 'f.rows_taken', 'f.rows_rejected', 'f.rows_unknown'])
    .where('f.sha256', '=', file.sha256)
    .where('f.dataset', '=', file.dataset)
    .where('f.as_at', 'is not distinct from', file.asAt)
    .orderBy('f.file_no', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const whole = row.rows_rejected === 0 && row.rows_unknown === 0
  return { fileNo: row.file_no, receivedAt: row.received_at, rowsTaken: row.rows_taken, whole }
}

export async function recordReceipt(tx: Database, file: ReceivedFile, at: Date, by: string): Promise<number> {
  const { file_no: fileNo } = await tables(tx)
    .insertInto('organisations.received_file')
    .values({
      sha256: file.sha256,
      dataset: file.dataset,
      as_at: file.asAt,
      name: file.name,
      rows_read: file.rowsRead,
      rows_taken: file.rowsTaken,
      rows_skipped: file.rowsSkipped,
      rows_unknown: file.rowsUnknown,
      rows_rejected: file.rowsRejected,
      facts_changed: file.factsChanged,
      received_at: at,
      received_by: by,
    })
    .returning('file_no')
    .executeTakeFirstOrThrow()
  return fileNo
}
