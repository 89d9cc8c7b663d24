import type { Database } from '#db'
import { onlyCommissioner, practiceMemberships } from '#organisations'
import type { Ctx } from '#platform'
import { type Result, ok, refused } from '#shared'
import { tablesOf } from '../stores/envelope-tables.store.ts'

/** The one commissioner to whom all practices of the asker belong or belonged; null where there are several, or where they see all. */
async function ofOwnPractices({ db, scope }: Pick<Ctx, 'db' | 'scope'>): Promise<string | null> {
  if (scope.practices === 'all') return null
  const own = new Set(scope.practices.map(({ practice }) => practice))
  const theirs = (await practiceMemberships(db)).filter(({ practice }) => own.has(practice))
  const codes = new Set(theirs.map(({ commissioner }) => commissioner))
  return codes.size === 1 ? [...codes][0]! : null
}

/** The one commissioner of which the asker may see anything of a budget; null where there are several or none. */
async function ofSeenFiles(db: Database): Promise<string | null> {
  const rows = await tablesOf(db)
    .selectFrom('envelope.load as l')
    .select('l.commissioner')
    .distinct()
    .limit(2)
    .execute()
  return rows.length === 1 ? rows[0]!.commissioner : null
}

/**
 * Whose budgets are meant: the commissioner named, the asker's own, that of their practices, or the only one there is.
 */
export async function whoseYear(
  { db, scope }: Pick<Ctx, 'db' | 'scope'>,
  named?: string,
): Promise<Result<string, 'which'>> {
  const { commissioners } = scope
  if (named !== undefined && named !== '')
    return commissioners === 'all' || commissioners.includes(named)
      ? ok(named)
      : refused('which', 'There is no such commissioner here.')
  if (commissioners !== 'all' && commissioners.length === 1) return ok(commissioners[0]!)
  const only = (await ofOwnPractices({ db, scope })) ?? (await onlyCommissioner(db)) ?? (await ofSeenFiles(db))
  return only === null
    ? refused(
        'which',
        'There are several commissioners here, or none: say whose with --commissioner CODE, or import organisations first.',
      )
    : ok(only)
}
