import { sql } from '#db'
import type { Asker } from '#platform'
import type { Month, Scope } from '#shared'

export interface DisputedSum {
  readonly commissioner: string
  readonly provider: string
  readonly practice: string | null
  readonly pod: string | null
  readonly adjustedPence: number
  readonly heldPence: number
}

/** What is taken off or held of a month, added up by practice and point of delivery: for whoever sees sums, within what they may see. */
export const disputedSums = ({ db, scope }: Asker, month: Month): Promise<DisputedSum[]> =>
  sql<DisputedSum>`
    SELECT s.commissioner, s.provider, s.practice, s.pod,
           coalesce(sum(s.counted_pence) FILTER (WHERE s.hold = 'adjusted'), 0)::bigint AS "adjustedPence",
           coalesce(sum(s.counted_pence) FILTER (WHERE s.hold = 'held'), 0)::bigint AS "heldPence"
      FROM validation.v_finding_sum AS s
     WHERE s.month = ${month} AND s.hold <> 'none'
     GROUP BY s.commissioner, s.provider, s.practice, s.pod`
    .execute(db)
    .then(({ rows }) => rows.filter(withinScope(scope)))

const withinScope =
  ({ commissioners, providers }: Scope) =>
  (row: DisputedSum): boolean =>
    (commissioners === 'all' || commissioners.includes(row.commissioner)) &&
    (providers === 'all' || providers.includes(row.provider))
