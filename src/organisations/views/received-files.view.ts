import { type Database, sql } from '#db'

export interface ListedFile {
  readonly fileNo: number
  readonly name: string
  readonly dataset: string
  readonly receivedAt: Date
  readonly receivedBy: string
  readonly taken: number
  readonly skipped: number
  readonly unknown: number
  readonly rejected: number
  readonly changed: number
}

/** The files that were taken, the latest first. */
export async function listReceivedFiles(db: Database, limit = 50): Promise<ListedFile[]> {
  const { rows } = await sql<ListedFile>`
    select f.file_no as "fileNo", f.name, f.dataset, f.received_at as "receivedAt",
      f.received_by as "receivedBy", f.rows_taken as taken, f.rows_skipped as skipped,
      f.rows_unknown as unknown, f.rows_rejected as rejected,
      f.facts_changed as changed
    from organisations.received_file f order by f.file_no desc limit ${limit}
  `.execute(db)
  return rows
}
