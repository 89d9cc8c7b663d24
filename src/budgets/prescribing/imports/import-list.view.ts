import { sql } from '#db'
import type { Asker } from '#platform'
import type { Month } from '#shared'
import type { ImportSeen, ImportState } from './import.ts'

interface ImportRow {
  readonly import_no: number
  readonly run_id: number
  readonly commissioner: string
  readonly file_name: string
  readonly sha256: string
  readonly bytes: number
  readonly keeps_all: boolean
  readonly state: ImportState
  readonly received_at: Date
  readonly actor: string
  readonly detail: { code?: string; message?: string; rowsRejected?: number }
  readonly reason: string | null
  readonly month: Month | null
  readonly rows_read: number
  readonly rows_taken: number
  readonly rows_left: number
  readonly rows_unidentified: number
  readonly rows_rejected: number | null
  readonly practices: number
  readonly practices_left: number
  readonly nic_pounds: string
  readonly actual_pounds: string
  readonly counts: boolean
}

const takenOf = (row: ImportRow): ImportSeen['taken'] =>
  row.month && {
    month: row.month,
    rowsRead: row.rows_read,
    rowsTaken: row.rows_taken,
    rowsLeft: row.rows_left,
    rowsUnidentified: row.rows_unidentified,
    practices: row.practices,
    practicesLeft: row.practices_left,
    nicPounds: row.nic_pounds,
    actualPounds: row.actual_pounds,
    counts: row.counts,
  }

const seen = (row: ImportRow): ImportSeen => ({
  importNo: row.import_no,
  runId: row.run_id,
  commissioner: row.commissioner,
  fileName: row.file_name,
  sha256: row.sha256,
  bytes: row.bytes,
  keepsAll: row.keeps_all,
  state: row.state,
  receivedAt: row.received_at,
  actor: row.actor,
  refusal: row.detail.code === undefined ? null : { code: row.detail.code, message: row.detail.message ?? '' },
  rowsRejected: row.rows_rejected ?? row.detail.rowsRejected ?? 0,
  reason: row.reason,
  taken: takenOf(row),
})

/** The state of an import is its last event; what was found stands in what it took, or in the event that refused it. */
const query = (condition: ReturnType<typeof sql>, limit: number) => sql<ImportRow>`
  SELECT i.import_no, i.run_id, i.commissioner, i.file_name, i.sha256, i.bytes, i.keeps_all, latest.event AS state,
    received.at AS received_at, received.actor, coalesce(judged.detail, '{}') AS detail, back.detail ->> 'reason' AS reason,
    t.month, t.rows_read, t.rows_taken, t.rows_left, t.rows_unidentified, t.rows_rejected, t.practices, t.practices_left,
    t.nic_pounds::text AS nic_pounds, t.actual_pounds::text AS actual_pounds, (s.import_no IS NOT NULL) AS counts
  FROM prescribing.import AS i
  JOIN prescribing.import_event AS received ON received.import_no = i.import_no AND received.event = 'received'
  JOIN LATERAL (SELECT e.event FROM prescribing.import_event AS e WHERE e.import_no = i.import_no
    ORDER BY e.import_event_id DESC LIMIT 1) AS latest ON true
  LEFT JOIN prescribing.import_event AS judged ON judged.import_no = i.import_no AND judged.event = 'refused'
  LEFT JOIN prescribing.import_event AS back ON back.import_no = i.import_no AND back.event = 'withdrawn'
  LEFT JOIN prescribing.month_taken AS t ON t.import_no = i.import_no
  LEFT JOIN prescribing.v_standing AS s ON s.import_no = i.import_no
  WHERE ${condition}
  ORDER BY i.import_no DESC LIMIT ${limit}`

const within = ({ scope: { commissioners } }: Asker) =>
  commissioners === 'all' ? sql`true` : sql`i.commissioner = ANY (${[...commissioners]}::text[])`

/** The newest first. */
export async function listPrescribingImports(asker: Asker, limit = 200): Promise<ImportSeen[]> {
  const { rows } = await query(within(asker), limit).execute(asker.db)
  return rows.map(seen)
}

export async function findPrescribingImport(asker: Asker, importNo: number): Promise<ImportSeen | undefined> {
  const { rows } = await query(sql`i.import_no = ${importNo} AND ${within(asker)}`, 1).execute(asker.db)
  return rows[0] && seen(rows[0])
}

/** The import of a commissioner that took a file of this content and was not taken back. */
export async function findTakenFile(
  asker: Asker,
  file: { sha256: string; commissioner: string },
): Promise<ImportSeen | undefined> {
  const same = sql`i.sha256 = ${file.sha256} AND i.commissioner = ${file.commissioner} AND latest.event = 'accepted' AND ${within(asker)}`
  const { rows } = await query(same, 1).execute(asker.db)
  return rows[0] && seen(rows[0])
}
