import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { findPerson, findPersonByEmail } from './person.store.ts'
import type { RecordedPerson } from './recorded-person.ts'

/** The person of an address or an id, as the command line names them, among those whom the asker may see. */
export async function userNamed(
  { db, scope }: Pick<Ctx, 'db' | 'scope'>,
  text: string,
): Promise<Result<RecordedPerson, 'no-person'>> {
  const found = (await findPersonByEmail(db, text)) ?? (await findPerson(db, text))
  return found && (mayDo(scope, 'person.read') || found.personId === scope.personId)
    ? ok(found)
    : refused('no-person', `There is nobody with the address or id “${text}”: “locality user list” lists everybody.`)
}
