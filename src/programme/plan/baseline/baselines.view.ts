import { sql } from '#db'
import type { PlainDate } from '#shared'
import { type Asking, mayRead } from '../stores/reach.view.ts'
import type { Status } from '../timescale/timescale.ts'

export interface BaselineHead {
  readonly baselineNo: number
  readonly owner: string
  readonly title: string
  readonly by: string
  readonly at: Date
  readonly items: number
}

export interface BaselineLine {
  readonly itemNo: number
  readonly section: string
  readonly ref: string
  readonly objective: string
  readonly leadsText: string
  readonly status: Status
  readonly start: PlainDate | null
  readonly due: PlainDate | null
}

export interface Baseline extends BaselineHead {
  readonly lines: readonly BaselineLine[]
}

/** The baselines of a plan, the latest first. */
export async function listBaselines(asking: Asking, owner: string): Promise<BaselineHead[]> {
  if (!(await mayRead(asking, owner))) return []
  const { rows } = await sql<BaselineHead>`
    SELECT b.baseline_no AS "baselineNo", b.owner, b.title, b.actor AS by, b.at,
           (SELECT count(*)::integer FROM plan.baseline_line AS l WHERE l.baseline_no = b.baseline_no) AS items
      FROM plan.baseline AS b WHERE b.owner = ${owner} ORDER BY b.baseline_no DESC`.execute(asking.db)
  return rows
}

async function linesOf({ db }: Asking, baselineNo: number): Promise<BaselineLine[]> {
  const { rows } = await sql<BaselineLine>`
    SELECT l.item_no AS "itemNo", l.section, l.ref, l.objective, l.leads_text AS "leadsText", l.status,
           l.start_date AS start, l.due_date AS due
      FROM plan.baseline_line AS l WHERE l.baseline_no = ${baselineNo} ORDER BY l.item_no`.execute(db)
  return rows
}

export async function findBaseline(asking: Asking, owner: string, baselineNo: number): Promise<Baseline | undefined> {
  const head = (await listBaselines(asking, owner)).find((each) => each.baselineNo === baselineNo)
  return head && { ...head, lines: await linesOf(asking, baselineNo) }
}

export async function latestBaseline(asking: Asking, owner: string): Promise<Baseline | undefined> {
  const [head] = await listBaselines(asking, owner)
  return head && { ...head, lines: await linesOf(asking, head.baselineNo) }
}
