import type { Ctx } from '#platform'
import { type Refused, type Result, ok, toPlainDate } from '#shared'
import type { MakeAccount } from '../persons/accounts.ts'
import { addPerson } from '../persons/add-person.command.ts'
import { findPersonByEmail } from '../persons/person.store.ts'
import { givePost } from '../posts/give-post.command.ts'
import { type InventedPerson, type InventedWorld, inventedPeople } from './invented-people.ts'

/** When practice-based commissioning began in every practice of England: every invented term begins then and none ends. */
const from = toPlainDate('2006-04-01')

async function addOne(
  ctx: Ctx,
  makeAccount: MakeAccount,
  { name, email, posts }: InventedPerson,
): Promise<Refused | undefined> {
  const known = await findPersonByEmail(ctx.db, email)
  const added = known ? ok(known) : await addPerson(ctx, makeAccount, { name, email })
  if (!added.ok) return added
  for (const post of posts) {
    const given = await givePost(ctx, { personId: added.value.personId, ...post, from, to: null })
    if (!given.ok && given.code !== 'same-post') return given
  }
  return undefined
}

/**
 * Adds the people of an invented commissioner, whose organisations are there already. Whoever is there stays as they are
 * and gets the posts that are missing, so that it may be asked again. What is refused stops it with the refusal.
 */
export async function addInventedPeople(
  ctx: Ctx,
  makeAccount: MakeAccount,
  world: InventedWorld,
): Promise<Result<{ readonly people: number }>> {
  const people = inventedPeople(world)
  for (const person of people) {
    const refusal = await addOne(ctx, makeAccount, person)
    if (refusal) return refusal
  }
  return ok({ people: people.length })
}
