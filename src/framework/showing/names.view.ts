import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'

/** The name of an organisation by its code; a code that nobody told us of stands for itself. */
export type Names = (code: string) => string

export async function namesFor({ db }: Pick<Ctx, 'db'>): Promise<Names> {
  const names = await organisationNames(db)
  return (code) => names.get(code) ?? code
}

/** With a capital, as a sentence or a label begins. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
