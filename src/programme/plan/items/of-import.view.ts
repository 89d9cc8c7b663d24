import { sql } from '#db'
import type { Asking } from '../stores/reach.view.ts'

/** Statuses that a file set and that stand; the first of an item is its own and is not taken back. */
export async function statusesByImport({ db }: Asking, owner: string, importNo: number) {
  const { rows } = await sql<{ itemNo: number; eventNo: number; isFirst: boolean }>`
    SELECT e.item_no AS "itemNo", e.item_event_no AS "eventNo",
           NOT EXISTS (SELECT FROM plan.item_event AS f WHERE f.item_no = e.item_no AND f.event = 'status'
             AND f.item_event_no < e.item_event_no) AS "isFirst"
      FROM plan.item_event AS e WHERE e.owner = ${owner} AND e.import_no = ${importNo} AND e.event = 'status'
       AND NOT EXISTS (SELECT FROM plan.item_event AS u WHERE u.undoes = e.item_event_no)`.execute(db)
  return rows
}

/** What waits for what because a file said so. */
export async function dependenciesByImport({ db }: Asking, owner: string, importNo: number) {
  const { rows } = await sql<{ itemNo: number; waitsFor: number }>`
    SELECT DISTINCT d.item_no AS "itemNo", d.waits_for AS "waitsFor" FROM plan.dependency AS d
     WHERE d.owner = ${owner} AND d.import_no = ${importNo} AND d.is_on`.execute(db)
  return rows
}
