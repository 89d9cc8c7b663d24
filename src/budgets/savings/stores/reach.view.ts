import { type RawBuilder, sql } from '#db'
import type { Scope } from '#shared'

/** What is of a practice is seen within the asker's reach; the same as the database holds them to. */
export function inReach({ practices, commissioners, providers }: Scope, alias: string): RawBuilder<boolean> {
  const codes = commissioners === 'all' ? [] : [...commissioners]
  const own = practices === 'all' ? undefined : [...new Set(practices.map(({ practice }) => practice))]
  return sql<boolean>`(${providers === 'all'}::boolean
    AND (${commissioners === 'all'}::boolean OR ${sql.ref(`${alias}.commissioner`)} = ANY (${codes}::text[]))
    AND (${own === undefined}::boolean OR ${sql.ref(`${alias}.practice`)} = ANY (${own ?? []}::text[])))`
}
