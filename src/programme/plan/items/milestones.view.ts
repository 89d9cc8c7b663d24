import { sql } from '#db'
import type { PlainDate } from '#shared'
import { type Asking, mayRead } from '../stores/reach.view.ts'

export interface Milestone {
  readonly milestoneNo: number
  readonly itemNo: number
  readonly title: string
  readonly due: PlainDate
  /** The day on which it was reached; null where it was not yet. */
  readonly reachedOn: PlainDate | null
}

/** The milestones of a plan that were not taken out, by the day they are due. */
export async function listMilestones(asking: Asking, owner: string): Promise<Milestone[]> {
  if (!(await mayRead(asking, owner))) return []
  const { rows } = await sql<Milestone>`
    SELECT m.milestone_no AS "milestoneNo", m.item_no AS "itemNo", m.title, d.on_date AS due,
           CASE WHEN s.event = 'reached' THEN s.on_date END AS "reachedOn"
      FROM plan.milestone AS m
      CROSS JOIN LATERAL (SELECT e.on_date FROM plan.milestone_event AS e
        WHERE e.milestone_no = m.milestone_no AND e.event = 'due' ORDER BY e.milestone_event_no DESC LIMIT 1) AS d
      LEFT JOIN LATERAL (SELECT e.event, e.on_date FROM plan.milestone_event AS e
        WHERE e.milestone_no = m.milestone_no AND e.event <> 'due' ORDER BY e.milestone_event_no DESC LIMIT 1) AS s ON true
     WHERE m.owner = ${owner} AND s.event IS DISTINCT FROM 'removed' ORDER BY d.on_date, m.milestone_no`.execute(
    asking.db,
  )
  return rows
}
