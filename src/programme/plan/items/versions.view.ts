import { sql } from '#db'
import type { Asking } from '../stores/reach.view.ts'
import type { ItemSaid } from './item.ts'

export interface StoredVersion extends ItemSaid {
  readonly versionNo: number
  readonly itemNo: number
  readonly importNo: number | null
}

/** Every version of the items of a plan, the latest of each first. */
export async function storedVersions({ db }: Asking, owner: string): Promise<StoredVersion[]> {
  const { rows } = await sql<StoredVersion>`
    SELECT v.item_version_no AS "versionNo", v.item_no AS "itemNo", v.import_no AS "importNo", v.place, v.section, v.ref,
           v.ref_as_written AS "refAsWritten", v.objective, v.leads_text AS "leadsText", v.timescale_text AS "timescaleText",
           v.start_date AS start, v.due_date AS due, v.days_are AS "daysAre", v.notes, v.is_removed AS "isRemoved"
      FROM plan.item_version AS v WHERE v.owner = ${owner} ORDER BY v.item_no, v.item_version_no DESC`.execute(db)
  return rows
}
