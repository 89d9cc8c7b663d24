import { sql } from '#db'
import { type Asking, mayRead } from '../stores/reach.view.ts'

/** A file that was taken in, and what was noted about its rows. */
export interface Received {
  readonly importNo: number
  readonly what: 'work-plan' | 'people'
  readonly name: string
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly notes: readonly string[]
  readonly by: string
  readonly at: Date
  readonly isUndone: boolean
}

/** What was taken in for a plan, the latest first. */
export async function listReceived(asking: Asking, owner: string): Promise<Received[]> {
  if (!(await mayRead(asking, owner))) return []
  const { rows } = await sql<Received>`
    SELECT r.import_no AS "importNo", r.what, r.name, r.rows_read AS rows, r.added, r.changed, r.notes, r.actor AS by, r.at,
           EXISTS (SELECT FROM plan.received_end AS e WHERE e.import_no = r.import_no) AS "isUndone"
      FROM plan.received AS r WHERE r.owner = ${owner} ORDER BY r.import_no DESC`.execute(asking.db)
  return rows
}

export const findReceived = async (asking: Asking, owner: string, importNo: number): Promise<Received | undefined> =>
  (await listReceived(asking, owner)).find((received) => received.importNo === importNo)
