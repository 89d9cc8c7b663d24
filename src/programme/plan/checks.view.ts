import { sql } from '#db'
import type { Check, Ctx } from '#platform'
import { circleWords, findCircle } from './items/circle.ts'

async function circles({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ owner: string; itemNo: number; waitsFor: number }>`
    SELECT l.owner, l.item_no AS "itemNo", l.waits_for AS "waitsFor" FROM (
      SELECT DISTINCT ON (d.item_no, d.waits_for) d.owner, d.item_no, d.waits_for, d.is_on FROM plan.dependency AS d
       ORDER BY d.item_no, d.waits_for, d.dependency_no DESC) AS l WHERE l.is_on`.execute(db)
  const waits = new Map<number, number[]>()
  for (const { itemNo, waitsFor } of rows) waits.set(itemNo, [...(waits.get(itemNo) ?? []), waitsFor])
  const circle = findCircle(waits)
  return circle ? [`Items of a plan go round in a circle: ${circleWords(circle, (number) => `item ${number}`)}.`] : []
}

async function sameRefs({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ owner: string; ref: string; items: number }>`
    SELECT v.owner, v.ref, count(*)::integer AS items FROM (
      SELECT DISTINCT ON (n.item_no) n.owner, n.ref, n.is_removed FROM plan.item_version AS n
       ORDER BY n.item_no, n.item_version_no DESC) AS v
     WHERE NOT v.is_removed GROUP BY v.owner, v.ref HAVING count(*) > 1`.execute(db)
  return rows.map(({ owner, ref, items }) => `${items} items of the plan of ${owner} have the reference ${ref}.`)
}

/** What `locality verify` holds plans to. */
export const checks: readonly Check[] = [
  { name: 'no items of a plan wait for each other in a circle', run: circles },
  { name: 'every item of a plan has a reference of its own', run: sameRefs },
]
