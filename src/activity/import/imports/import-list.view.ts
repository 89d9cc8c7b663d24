import { sql } from '#db'
import type { Asker } from '#platform'
import type { Month, Pence, Scope } from '#shared'
import type { FileFindings, ImportSeen, ImportState } from './import.ts'

interface ImportRow {
  readonly import_no: number
  readonly delivery_no: number
  readonly run_id: number
  readonly file_name: string
  readonly sha256: string
  readonly bytes: number
  readonly state: ImportState
  readonly received_at: Date
  readonly ended_at: Date | null
  readonly actor: string
  readonly detail: Partial<FileFindings> & { code?: string; message?: string }
  readonly lines: number | null
  readonly billed_pence: number | null
  readonly months: Month[] | null
}

function seen(row: ImportRow): ImportSeen {
  const { code, message, ...findings } = row.detail
  return {
    importNo: row.import_no,
    deliveryNo: row.delivery_no,
    runId: row.run_id,
    fileName: row.file_name,
    sha256: row.sha256,
    bytes: row.bytes,
    state: row.state,
    receivedAt: row.received_at,
    endedAt: row.ended_at,
    actor: row.actor,
    findings: findings.format === undefined ? null : (findings as FileFindings),
    refusal: code === undefined ? null : { code, message: message ?? '' },
    lines: row.lines ?? 0,
    billedPence: row.billed_pence as Pence | null,
    months: row.months ?? [],
  }
}

/** The state of an import is its last event; what was found stands in the event that took or refused it. */
const query = (condition: ReturnType<typeof sql>, limit: number) => sql<ImportRow>`
  SELECT i.import_no, i.delivery_no, i.run_id, i.file_name, i.sha256, r.bytes, latest.event AS state, received.at AS received_at,
    CASE WHEN latest.event <> 'received' THEN latest.at END AS ended_at, received.actor, coalesce(judged.detail, '{}') AS detail,
    sums.lines, sums.billed_pence, sums.months
  FROM activity.import AS i
  JOIN activity.received_file AS r ON r.sha256 = i.sha256
  JOIN activity.import_event AS received ON received.import_no = i.import_no AND received.event = 'received'
  JOIN LATERAL (SELECT e.event, e.at FROM activity.import_event AS e WHERE e.import_no = i.import_no
    ORDER BY e.import_event_id DESC LIMIT 1) AS latest ON true
  LEFT JOIN activity.import_event AS judged ON judged.import_no = i.import_no AND judged.event IN ('accepted', 'refused')
  LEFT JOIN LATERAL (SELECT sum(s.lines)::bigint AS lines, sum(s.billed_pence)::bigint AS billed_pence,
      array_agg(DISTINCT s.month ORDER BY s.month) AS months
    FROM activity.submission AS s WHERE s.import_no = i.import_no) AS sums ON true
  WHERE ${condition}
  ORDER BY i.import_no DESC LIMIT ${limit}`

/** What was billed to a commissioner that the asker may see. */
const within = ({ commissioners }: Scope) =>
  commissioners === 'all' ? sql`true` : sql`i.commissioner = ANY (${[...commissioners]}::text[])`

/** The newest first; only those before an import, where one is named. */
export async function listImports({ db, scope }: Asker, limit = 200, before?: number): Promise<ImportSeen[]> {
  const earlier = sql`(${before ?? null}::integer IS NULL OR i.import_no < ${before ?? null})`
  const { rows } = await query(sql`${within(scope)} AND ${earlier}`, limit).execute(db)
  return rows.map(seen)
}

export async function findImport({ db, scope }: Asker, importNo: number): Promise<ImportSeen | undefined> {
  const { rows } = await query(sql`i.import_no = ${importNo} AND ${within(scope)}`, 1).execute(db)
  return rows[0] && seen(rows[0])
}

/** The import that took a file of this content and still stands. */
export async function findTaken({ db, scope }: Asker, sha256: string): Promise<ImportSeen | undefined> {
  const taken = sql`i.sha256 = ${sha256} AND latest.event = 'accepted' AND ${within(scope)}`
  const { rows } = await query(taken, 1).execute(db)
  return rows[0] && seen(rows[0])
}
