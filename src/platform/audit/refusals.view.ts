import { type Database, sql } from '#db'
import { type Month, addMonths } from '#shared'
import { startOfMonth } from './month-start.ts'

/** How often somebody was refused something in a month. */
export interface RefusalLine {
  readonly action: string
  readonly person: string
  readonly userId: string | null
  readonly organisation: string | null
  readonly times: number
  readonly first: Date
  readonly last: Date
}

const ofKind = (prefix: string) => sql`(e.action = ${prefix} OR e.action LIKE ${`${prefix}.%`})`

/** The records of a month whose action is one of these, or begins with one and a stop; those with most first. */
export async function refusalReport(
  db: Database,
  month: Month,
  actions: readonly [string, ...string[]],
): Promise<RefusalLine[]> {
  const { rows } = await sql<RefusalLine>`
    SELECT e.action, e.actor AS person, e.user_id AS "userId", e.organisation, count(*)::integer AS times,
           min(e.at) AS first, max(e.at) AS last
      FROM audit.entry AS e
     WHERE (${sql.join(actions.map(ofKind), sql` OR `)})
       AND e.at >= ${startOfMonth(month)} AND e.at < ${startOfMonth(addMonths(month, 1))}
     GROUP BY e.action, e.actor, e.user_id, e.organisation
     ORDER BY times DESC, e.action, person, "userId", e.organisation`.execute(db)
  return rows
}
