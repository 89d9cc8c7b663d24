import { lineTitle } from '#budgets/envelope'
import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import type { PositionBy } from '../position/position-row.ts'

/** What codes are called. */
export interface Names {
  /** Of a row of a position. */
  of(by: PositionBy, code: string): string
  readonly practice: string
  readonly group: string
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

export async function namesFor({ db, vocabulary }: Pick<Ctx, 'db' | 'vocabulary'>): Promise<Names> {
  const names = await organisationNames(db)
  const [practice, group] = [vocabulary.word('practice'), vocabulary.word('group')]
  return {
    practice: capital(practice),
    group: capital(group),
    of(by, code) {
      if (by === 'line') return lineTitle(code)
      if (code === '') return by === 'practice' ? `No ${practice} with a budget` : `In no ${group}`
      return names.get(code) ?? code
    },
  }
}
