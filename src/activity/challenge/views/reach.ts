import { type RawBuilder, sql } from '#db'
import type { Scope } from '#shared'

const among = (column: string, codes: readonly string[]): RawBuilder<boolean> =>
  codes.length === 0 ? sql`false` : sql`${sql.ref(column)} = ANY (${[...codes]}::text[])`

/** Before a practice came to a group, or after it left, its items are none of the group’s. */
function practiceReach(practices: Exclude<Scope['practices'], 'all'>): RawBuilder<boolean> {
  if (practices.length === 0) return sql`false`
  const each = practices.map(
    ({ practice, from, to }) =>
      sql`(f.practice = ${practice} AND f.month >= ${from ?? '0000-00'} AND f.month < ${to ?? '9999-99'})`,
  )
  return sql`(${sql.join(each, sql` OR `)})`
}

/** What of the rows called `f` somebody may see, by to whom it was billed, by whom and for whose patient. */
export function reachOf({ commissioners, providers, practices }: Scope): RawBuilder<boolean> {
  const conditions = [
    ...(commissioners === 'all' ? [] : [among('f.commissioner', commissioners)]),
    ...(providers === 'all' ? [] : [among('f.provider', providers)]),
    ...(practices === 'all' ? [] : [practiceReach(practices)]),
  ]
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` AND `)})`
}
