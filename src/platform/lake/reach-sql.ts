import type { Scope } from '#shared'

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const oneOf = (column: string, codes: readonly string[]): string =>
  codes.length === 0 ? 'false' : `${column} IN (${codes.map(quoted).join(', ')})`

/** Lines of a practice in the months in which it may be seen. `month` is an expression for the month of a row. */
function practiceSql({ practices }: Scope, month: string): string[] {
  if (practices === 'all') return []
  const always = practices.filter(({ from, to }) => !from && !to).map(({ practice }) => practice)
  const dated = practices
    .filter(({ from, to }) => from || to)
    .map(({ practice, from, to }) => {
      const bounds = [...(from ? [`${month} >= ${quoted(from)}`] : []), ...(to ? [`${month} < ${quoted(to)}`] : [])]
      return `(f.practice = ${quoted(practice)} AND ${bounds.join(' AND ')})`
    })
  return [`(${[oneOf('f.practice', always), ...dated].join(' OR ')})`]
}

/** The condition on a row `f` of lines or of a roll-up that keeps what may be seen; `true` where that is all. */
export function reachSql(scope: Scope, month: string): string {
  const conditions = [
    ...practiceSql(scope, month),
    ...(scope.providers === 'all' ? [] : [oneOf('f.provider', scope.providers)]),
  ]
  return conditions.length === 0 ? 'true' : conditions.join(' AND ')
}
