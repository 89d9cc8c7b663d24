import { sql } from '#db'
import type { PlainDate } from '#shared'
import type { Asking } from '../stores/reach.view.ts'

/** What a file said of an item when one last did. */
export interface FileVersion {
  readonly itemNo: number
  readonly section: string
  readonly ref: string
  readonly objective: string
  readonly leadsText: string
  readonly timescaleText: string
  readonly start: PlainDate | null
  readonly due: PlainDate | null
  readonly daysAre: 'read' | 'typed'
}

/**
 * For each item of a plan that came by file, what the last file said: what somebody changed by hand since is not undone by the same
 * file.
 */
export async function fileVersionsOf({ db }: Asking, owner: string): Promise<Map<number, FileVersion>> {
  const { rows } = await sql<FileVersion>`
    SELECT DISTINCT ON (v.item_no) v.item_no AS "itemNo", v.section, v.ref, v.objective, v.leads_text AS "leadsText",
           v.timescale_text AS "timescaleText", v.start_date AS start, v.due_date AS due, v.days_are AS "daysAre"
      FROM plan.item_version AS v WHERE v.owner = ${owner} AND v.why = 'file'
       AND NOT EXISTS (SELECT FROM plan.received_end AS e WHERE e.import_no = v.import_no)
     ORDER BY v.item_no, v.item_version_no DESC`.execute(db)
  return new Map(rows.map((row) => [row.itemNo, row]))
}
