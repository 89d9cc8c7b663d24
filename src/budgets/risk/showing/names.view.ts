import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'

/** The name of a practice or group by its code; a code that nobody told us of stands for itself. */
export interface Names {
  of(code: string): string
  group(code: string | null): string
}

export async function namesFor({ db, vocabulary }: Ctx): Promise<Names> {
  const names = await organisationNames(db)
  const of = (code: string): string => names.get(code) ?? code
  return { of, group: (code) => (code === null ? `In no ${vocabulary.word('group', 'short')}` : of(code)) }
}
