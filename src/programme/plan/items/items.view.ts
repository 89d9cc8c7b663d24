import { sql } from '#db'
import { type PlainDate, dayInLondon, daysBetween } from '#shared'
import { type LeadWords, type Register, readLeads } from '../leads/read-leads.ts'
import { registerOf } from '../leads/register.view.ts'
import { planPolicy } from '../policy/plan-policy.view.ts'
import { type Asking, mayRead } from '../stores/reach.view.ts'
import { readTimescale } from '../timescale/read-timescale.ts'
import type { Status } from '../timescale/timescale.ts'
import { type ItemSaid, type PlanItem, isDone } from './item.ts'

type ItemRow = ItemSaid & {
  readonly itemNo: number
  readonly owner: string
  readonly source: string
  readonly versionNo: number
  readonly status: Status | null
}

/** The latest version of every item and its latest status, removed ones too. */
async function rowsOf({ db }: Asking, owner: string): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    SELECT i.item_no AS "itemNo", i.owner, i.source, v.item_version_no AS "versionNo", v.place, v.section, v.ref,
           v.ref_as_written AS "refAsWritten", v.objective, v.leads_text AS "leadsText", v.timescale_text AS "timescaleText",
           v.start_date AS start, v.due_date AS due, v.days_are AS "daysAre", v.notes, v.is_removed AS "isRemoved", e.status
      FROM plan.item AS i
      CROSS JOIN LATERAL (
        SELECT * FROM plan.item_version AS n WHERE n.item_no = i.item_no ORDER BY n.item_version_no DESC LIMIT 1) AS v
      LEFT JOIN LATERAL (
        SELECT n.status FROM plan.item_event AS n
         WHERE n.item_no = i.item_no AND n.event = 'status'
           AND NOT EXISTS (SELECT FROM plan.item_event AS u WHERE u.undoes = n.item_event_no)
         ORDER BY n.item_event_no DESC LIMIT 1) AS e ON true
     WHERE i.owner = ${owner} ORDER BY v.place, i.item_no`.execute(db)
  return rows
}

/** A day that has passed before it was done: how many days ago. */
function daysLate(due: PlainDate | null, status: Status, on: PlainDate): number | null {
  if (due === null) return null
  return isDone({ status }) || due >= on ? 0 : daysBetween(due, on)
}

function itemOf(row: ItemRow, register: Register, words: LeadWords, on: PlainDate): PlanItem {
  const timescale = readTimescale(row.timescaleText)
  const status = row.status ?? timescale.status ?? 'planned'
  return {
    ...row,
    status,
    timescale,
    leads: readLeads(row.leadsText, row.itemNo, register, words),
    daysLate: daysLate(row.due, status, on),
  }
}

export interface ItemsQuestion {
  readonly owner: string
  /** The day on which lateness is told; today without it. */
  readonly on?: PlainDate
  readonly withRemoved?: boolean
}

/** The items of a plan in their order, as they stand; none where the asker may not read it. */
export async function planItems(
  asking: Asking,
  { owner, on, withRemoved = false }: ItemsQuestion,
): Promise<PlanItem[]> {
  if (!(await mayRead(asking, owner))) return []
  const register = await registerOf(asking, owner)
  const day = on ?? dayInLondon(asking.clock.now())
  const rows = await rowsOf(asking, owner)
  return rows
    .filter(({ isRemoved }) => withRemoved || !isRemoved)
    .map((row) => itemOf(row, register, planPolicy(), day))
}

/** One item, removed or not, of a plan that the asker may read. */
export const findItem = async (asking: Asking, owner: string, itemNo: number): Promise<PlanItem | undefined> =>
  (await planItems(asking, { owner, withRemoved: true })).find((item) => item.itemNo === itemNo)
