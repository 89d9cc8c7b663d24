import { type Database, sql } from '#db'
import { type Month, addMonths } from '#shared'
import { startOfMonth } from './month-start.ts'

/** How often one person, for one organisation, saw something that names a patient. */
export interface AccessLine {
  readonly person: string
  readonly userId: string | null
  readonly organisation: string | null
  /** In the month asked about. */
  readonly reads: number
  /** Why, the most frequent first; nothing where no reason was given. */
  readonly reasons: readonly { readonly purpose: string | null; readonly reads: number }[]
  /** Every month up to this one in which they did, the earliest first. */
  readonly months: readonly Month[]
}

/** Actions that show who a patient is begin so, and so do the addresses that ask for one. */
const identifiable = sql`e.action LIKE 'identity.%'`

/** Who read identifiable data in a month, by person and organisation, those who read most first. Months are those of England. */
export async function accessReport(db: Database, month: Month): Promise<AccessLine[]> {
  const { rows } = await sql<AccessLine>`
    WITH read AS (
      SELECT e.actor, e.user_id, e.organisation, e.purpose, to_char(e.at AT TIME ZONE 'Europe/London', 'YYYY-MM') AS month
        FROM audit.entry AS e
       WHERE ${identifiable} AND e.at < ${startOfMonth(addMonths(month, 1))}
    ), reason AS (
      SELECT r.actor, r.user_id, r.organisation, r.purpose, count(*)::integer AS reads
        FROM read AS r WHERE r.month = ${month} GROUP BY r.actor, r.user_id, r.organisation, r.purpose
    )
    SELECT g.actor AS person, g.user_id AS "userId", g.organisation, sum(g.reads)::integer AS reads,
           jsonb_agg(jsonb_build_object('purpose', g.purpose, 'reads', g.reads) ORDER BY g.reads DESC, g.purpose) AS reasons,
           (SELECT array_agg(DISTINCT r.month ORDER BY r.month) FROM read AS r
             WHERE (r.actor, r.user_id, r.organisation) IS NOT DISTINCT FROM (g.actor, g.user_id, g.organisation)) AS months
      FROM reason AS g GROUP BY g.actor, g.user_id, g.organisation
     ORDER BY reads DESC, person, "userId", organisation`.execute(db)
  return rows
}
