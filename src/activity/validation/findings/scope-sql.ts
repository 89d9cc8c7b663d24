import { type RawBuilder, sql } from '#db'
import type { Month, Scope } from '#shared'

const among = (column: string, codes: readonly string[]): RawBuilder<boolean> =>
  codes.length === 0 ? sql`false` : sql`${sql.ref(column)} = ANY (${[...codes]})`

/** Before a practice came to a group, or after it left, its findings are none of the group's. */
function practiceSql(practices: Exclude<Scope['practices'], 'all'>): RawBuilder<boolean> {
  const always = practices.filter(({ from, to }) => !from && !to).map(({ practice }) => practice)
  const dated = practices
    .filter(({ from, to }) => from || to)
    .map(
      ({ practice, from, to }) =>
        sql`(f.practice = ${practice} AND f.month >= ${from ?? '0000-00'} AND f.month < ${to ?? '9999-99'})`,
    )
  return sql`(${sql.join([among('f.practice', always), ...dated], sql` OR `)})`
}

/** What of findings, or of their sums, as `f` may be seen; true where that is all. */
export function reachOf({ commissioners, providers, practices }: Scope): RawBuilder<boolean> {
  const conditions = [
    ...(commissioners === 'all' ? [] : [among('f.commissioner', commissioners)]),
    ...(providers === 'all' ? [] : [among('f.provider', providers)]),
    ...(practices === 'all' ? [] : [practiceSql(practices)]),
  ]
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` AND `)}`
}

interface Named {
  readonly commissioner: string
  readonly provider: string
  readonly practice: string | null
  readonly month: Month
}

/** The same of one finding that was read. */
export const isWithin = ({ commissioners, providers, practices }: Scope, one: Named): boolean =>
  (commissioners === 'all' || commissioners.includes(one.commissioner)) &&
  (providers === 'all' || providers.includes(one.provider)) &&
  (practices === 'all' ||
    practices.some(
      ({ practice, from, to }) =>
        practice === one.practice && (from === undefined || from <= one.month) && (to === undefined || one.month < to),
    ))
