import { sql } from '#db'
import type { Asker } from '#platform'
import type { Pence } from '#shared'
import { reachOf } from '../views/reach.ts'

export const recoveredBy = ['rule', 'provider', 'practice'] as const
export type RecoveredBy = (typeof recoveredBy)[number]

/** What came of challenges, added up. */
export interface Recovered {
  /** A code of a rule, a provider or a practice; nothing where no practice is named. */
  readonly key: string | null
  /** The title of a rule; else nothing. */
  readonly title: string | null
  readonly items: number
  readonly claimedPence: Pence
  readonly acceptedPence: Pence
  readonly confirmedPence: Pence
}

/** Money recovered within what the asker may see: a practice its own, a group that of its members, a commissioner all of it. */
export async function recovered({ db, scope }: Asker, by: RecoveredBy): Promise<Recovered[]> {
  const key = sql.ref(`f.${by}`)
  const title = by === 'rule' ? sql`max(f.title)` : sql`NULL::text`
  const { rows } = await sql<Recovered>`
    SELECT ${key} AS key, ${title} AS title, sum(f.items)::integer AS items, sum(f.claimed_pence)::bigint AS "claimedPence",
           sum(f.accepted_pence)::bigint AS "acceptedPence", sum(f.confirmed_pence)::bigint AS "confirmedPence"
      FROM challenge.v_recovered AS f WHERE ${reachOf(scope)} GROUP BY ${key} ORDER BY sum(f.accepted_pence) DESC, ${key}`.execute(
    db,
  )
  return rows
}
