import { type Database, sql } from '#db'
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

export interface DisputedLine {
  readonly commissioner: string
  readonly provider: string
  readonly lineId: string
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

/** The same line by line, for whoever sees lines. */
export const disputedLinesOf = (db: Database, commissioner: string, month: Month): Promise<DisputedLine[]> =>
  sql<DisputedLine>`
    SELECT f.commissioner, f.provider, f.line_id AS "lineId",
           coalesce(sum(f.counted_pence) FILTER (WHERE f.hold = 'adjusted'), 0)::bigint AS "adjustedPence",
           coalesce(sum(f.counted_pence) FILTER (WHERE f.hold = 'held'), 0)::bigint AS "heldPence"
      FROM validation.v_finding AS f
     WHERE f.month = ${month} AND f.commissioner = ${commissioner} AND f.hold <> 'none'
     GROUP BY f.commissioner, f.provider, f.line_id`
    .execute(db)
    .then(({ rows }) => rows)

const withinScope =
  ({ commissioners, providers }: Scope) =>
  (row: DisputedSum): boolean =>
    (commissioners === 'all' || commissioners.includes(row.commissioner)) &&
    (providers === 'all' || providers.includes(row.provider))
