import { sql } from '#db'
import type { Ctx } from '#platform'
import { type Month, type Result, formatMonth, ok, refused } from '#shared'

/** Whose bills of a month are meant: the one named, the asker's own, or the only one that was billed. */
export async function whichCommissioner(
  { db, scope }: Pick<Ctx, 'db' | 'scope'>,
  month: Month,
  named?: string,
): Promise<Result<string, 'which'>> {
  const { commissioners } = scope
  if (named !== undefined)
    return commissioners === 'all' || commissioners.includes(named)
      ? ok(named)
      : refused('which', 'There is no such commissioner here.')
  if (commissioners !== 'all' && commissioners.length === 1) return ok(commissioners[0]!)
  const { rows } = await sql<{ code: string }>`
    SELECT DISTINCT s.commissioner AS code FROM activity.v_standing_submission AS s
     WHERE s.month = ${month} AND s.commissioner IS NOT NULL ORDER BY 1`.execute(db)
  if (rows.length === 1) return ok(rows[0]!.code)
  return rows.length === 0
    ? refused('which', `Nothing was billed to a commissioner for ${formatMonth(month)}: import the month first.`)
    : refused('which', `Several commissioners were billed (${rows.map(({ code }) => code).join(', ')}). Say which one.`)
}
