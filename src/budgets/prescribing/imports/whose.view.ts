import { findOrganisation, knownPractices, onlyCommissioner, practiceMemberships } from '#organisations'
import type { Asker } from '#platform'
import { type Month, type Result, addMonths, firstDay, ok, refused } from '#shared'

/** For whom a file is taken in: the one named, the post's own, or the only one that there is. */
export async function commissionerFor(
  { db, scope }: Asker,
  named?: string,
): Promise<Result<string, 'no-commissioner'>> {
  const { commissioners } = scope
  if (named !== undefined) {
    const seen = commissioners === 'all' || commissioners.includes(named)
    const found = seen ? await findOrganisation(db, named) : undefined
    if (found?.kind === 'commissioner') return ok(named)
    return refused(
      'no-commissioner',
      `There is no commissioner “${named}” for whom you may take in prescribing. Check its code.`,
    )
  }
  const own = commissioners === 'all' ? await onlyCommissioner(db) : (commissioners[0] ?? null)
  if (own !== null) return ok(own)
  return refused(
    'no-commissioner',
    'There is no commissioner yet, or there are several. Load organisations first, or say for which one: --commissioner CODE.',
  )
}

/**
 * Practices that were a commissioner's on some day of a month, by month. Where there is one commissioner, a practice that never belonged to
 * anybody is its, as it is when its budget is set.
 */
export async function memberPracticesByMonth(
  { db }: Pick<Asker, 'db'>,
  commissioner: string,
): Promise<(month: Month) => ReadonlySet<string>> {
  const all = await practiceMemberships(db)
  const own = all.filter((one) => one.commissioner === commissioner)
  const somebodys = new Set(all.map(({ practice }) => practice))
  const isOnly = (await onlyCommissioner(db)) === commissioner
  const nobodys = isOnly ? (await knownPractices(db)).filter(({ practice }) => !somebodys.has(practice)) : []
  return (month) => {
    const [start, end] = [firstDay(month), firstDay(addMonths(month, 1))]
    const members = own.filter(({ from, to }) => from < end && (to === null || start < to))
    return new Set([...members, ...nobodys].map(({ practice }) => practice))
  }
}
