import type { Asker } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import type { RecordedToken } from './token.ts'
import { findPersonId, findToken } from './token.store.ts'

/** The id of the person of an address, as the command line names them, among those whom the asker may see. */
export async function personNamed({ db, scope }: Asker, email: string): Promise<Result<string, 'no-person'>> {
  const found = mayDo(scope, 'person.read') ? await findPersonId(db, email) : undefined
  return found === undefined
    ? refused('no-person', `There is nobody with the address “${email}”: “locality user list” lists everybody.`)
    : ok(found)
}

/** The token of an id, among those that the asker may see. */
export async function tokenNamed({ db, scope }: Asker, tokenId: string): Promise<Result<RecordedToken, 'no-token'>> {
  const found = await findToken(db, tokenId)
  return found && (found.personId === scope.personId || mayDo(scope, 'person.read'))
    ? ok(found)
    : refused('no-token', `There is no token “${tokenId}”: “locality user tokens --person …” lists somebody’s.`)
}
