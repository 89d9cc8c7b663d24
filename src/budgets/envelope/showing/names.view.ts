import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'

export interface EnvelopeNames {
  /** The name of an organisation; a code that nobody told us of stands for itself. */
  of(code: string): string
  /** What a practice and a group are called here, as a column begins with it. */
  readonly practice: string
  readonly groupWord: string
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export async function envelopeNames({ db, vocabulary }: Ctx): Promise<EnvelopeNames> {
  const names = await organisationNames(db)
  return {
    of: (code) => names.get(code) ?? code,
    practice: capital(vocabulary.word('practice', 'short')),
    groupWord: capital(vocabulary.word('group', 'short')),
  }
}
