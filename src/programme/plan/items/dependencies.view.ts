import { sql } from '#db'
import { type Asking, mayRead } from '../stores/reach.view.ts'
import type { WaitsFor } from './circle.ts'

/** What each item of a plan waits for. */
export async function dependenciesOf(asking: Asking, owner: string): Promise<WaitsFor> {
  if (!(await mayRead(asking, owner))) return new Map()
  const { rows } = await sql<{ itemNo: number; waitsFor: number }>`
    SELECT l.item_no AS "itemNo", l.waits_for AS "waitsFor" FROM (
      SELECT DISTINCT ON (d.item_no, d.waits_for) d.item_no, d.waits_for, d.is_on FROM plan.dependency AS d
       WHERE d.owner = ${owner} ORDER BY d.item_no, d.waits_for, d.dependency_no DESC) AS l
     WHERE l.is_on ORDER BY l.item_no, l.waits_for`.execute(asking.db)
  const waits = new Map<number, number[]>()
  for (const { itemNo, waitsFor } of rows) waits.set(itemNo, [...(waits.get(itemNo) ?? []), waitsFor])
  return waits
}
