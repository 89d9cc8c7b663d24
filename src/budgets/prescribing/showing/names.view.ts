import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import type { Names } from './month-tables.ts'

/** The name of an organisation by its code; a code that nobody told us of stands for itself. */
export async function namesFor({ db }: Pick<Ctx, 'db'>): Promise<Names> {
  const names = await organisationNames(db)
  return { of: (code) => names.get(code) ?? code }
}
