import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'

export interface FairShareNames {
  of(code: string): string
  /** The name of a group; words for practices in none. */
  group(code: string | null): string
  readonly practiceWord: string
  readonly groupWord: string
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export async function fairShareNames({ db, vocabulary }: Ctx): Promise<FairShareNames> {
  const names = await organisationNames(db)
  const of = (code: string): string => names.get(code) ?? code
  return {
    of,
    group: (code) => (code === null || code === '' ? `In no ${vocabulary.word('group', 'short')}` : of(code)),
    practiceWord: capital(vocabulary.word('practice', 'short')),
    groupWord: capital(vocabulary.word('group', 'short')),
  }
}
