import { sql } from '#db'
import { type Asking, mayRead } from '../stores/reach.view.ts'
import type { Status } from '../timescale/timescale.ts'

/** How an item went on. */
export interface ItemEvent {
  readonly eventNo: number
  readonly event: 'status' | 'note'
  readonly status: Status | null
  readonly words: string
  readonly by: string
  readonly personId: string | null
  readonly at: Date
  readonly isUndone: boolean
  readonly isFromFile: boolean
}

/** What happened to an item and was noted of it, the latest first. */
export async function itemEvents(asking: Asking, owner: string, itemNo: number): Promise<ItemEvent[]> {
  if (!(await mayRead(asking, owner))) return []
  const { rows } = await sql<ItemEvent>`
    SELECT e.item_event_no AS "eventNo", e.event, e.status, e.words, e.actor AS by, e.person_id AS "personId", e.at,
           EXISTS (SELECT FROM plan.item_event AS u WHERE u.undoes = e.item_event_no) AS "isUndone",
           e.import_no IS NOT NULL AS "isFromFile"
      FROM plan.item_event AS e WHERE e.owner = ${owner} AND e.item_no = ${itemNo} AND e.event <> 'undone'
     ORDER BY e.item_event_no DESC`.execute(asking.db)
  return rows
}

/** A version of an item, for what was changed and by whom. */
export interface ItemChange {
  readonly versionNo: number
  readonly why: 'file' | 'typed' | 'undone' | 'removed'
  readonly ref: string
  readonly objective: string
  readonly leadsText: string
  readonly timescaleText: string
  readonly by: string
  readonly at: Date
}

export async function itemChanges(asking: Asking, owner: string, itemNo: number): Promise<ItemChange[]> {
  if (!(await mayRead(asking, owner))) return []
  const { rows } = await sql<ItemChange>`
    SELECT v.item_version_no AS "versionNo", v.why, v.ref, v.objective, v.leads_text AS "leadsText",
           v.timescale_text AS "timescaleText", v.actor AS by, v.at
      FROM plan.item_version AS v WHERE v.owner = ${owner} AND v.item_no = ${itemNo}
     ORDER BY v.item_version_no DESC`.execute(asking.db)
  return rows
}
