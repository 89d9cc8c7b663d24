import { commissionersAsAt, onlyCommissioner, knownPractices } from '#organisations'
import type { Ctx } from '#platform'
import { dayInLondon } from '#shared'

/** The practices for which the asker may record something, each with its commissioner. */
export async function practicesToRecord({
  db,
  scope,
  clock,
}: Pick<Ctx, 'db' | 'scope' | 'clock'>): Promise<Map<string, string>> {
  const today = dayInLondon(clock.now())
  const [all, known, only] = [await commissionersAsAt(db, today), await knownPractices(db), await onlyCommissioner(db)]
  const reach = scope.practices === 'all' ? undefined : new Set(scope.practices.map(({ practice }) => practice))
  const { commissioners } = scope
  const found = new Map<string, string>()
  for (const { practice } of known) {
    const commissioner = all.get(practice) ?? only
    if (commissioner === null || (reach && !reach.has(practice))) continue
    if (commissioners === 'all' || commissioners.includes(commissioner)) found.set(practice, commissioner)
  }
  return found
}
