import type { Asker } from '#platform'
import { mayDo } from '#shared'
import type { RecordedToken } from './token.ts'
import { tokensOf } from './token.store.ts'

/** Every token that somebody ever had, for themselves and for whoever may see people. */
export const listTokens = async ({ db, scope }: Asker, personId: string): Promise<RecordedToken[]> =>
  scope.personId === personId || mayDo(scope, 'person.read') ? tokensOf(db, personId) : []
