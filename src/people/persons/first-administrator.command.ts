import type { Database } from '#db'
import type { Ctx } from '#platform'
import { dayInLondon } from '#shared'
import { insertPost } from '../posts/post.store.ts'
import type { Person } from '../posts/standing.ts'
import { insertPerson, lockPeople } from './person.store.ts'

/**
 * Makes whoever used the code from the console the first administrator, within the transaction that makes their account. For
 * an installation that has nobody yet: there is nobody who could give the post.
 */
export async function addFirstAdministrator(ctx: Ctx, tx: Database, person: Person): Promise<void> {
  await lockPeople(tx)
  const written = { at: ctx.clock.now(), by: 'the code from the console' }
  await insertPerson(tx, person, written)
  const post = { role: 'administrator', organisation: null, from: dayInLondon(ctx.clock.now()), to: null }
  await insertPost(tx, { personId: person.personId, ...post }, written)
  await ctx.audit(tx, 'person.add', `person ${person.personId}`, { person: person.name, ...post }, { after: person })
}
