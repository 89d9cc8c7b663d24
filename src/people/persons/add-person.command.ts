import type { Ctx } from '#platform'
import { type Result, ok, refused } from '#shared'
import type { MakeAccount } from './accounts.ts'
import { type PersonDetails, readDetails } from './person-details.ts'
import { findPersonByEmail, insertPerson, lockPeople } from './person.store.ts'

export interface AddedPerson {
  readonly personId: string
  /** By which they choose a passphrase, once. It is kept nowhere: show it and forget it. */
  readonly code: string
}

/**
 * Adds somebody who may sign in: their account and their place among people land together, or neither. They hold no post
 * yet, so they see nothing. What `makeAccount` refuses is refused in its words.
 */
export async function addPerson(
  ctx: Ctx,
  makeAccount: MakeAccount,
  given: PersonDetails,
): Promise<Result<AddedPerson>> {
  const details = readDetails(given)
  if (!details.ok) return details
  const { name, email } = details.value
  return ctx.transaction(async (tx) => {
    await lockPeople(tx)
    const known = await findPersonByEmail(tx, email)
    if (known)
      return refused(
        'taken',
        `${known.name} has this address already. Give them a post on their page, or another address here.`,
      )
    const account = await makeAccount(ctx, tx, { name, email })
    if (!account.ok) return account
    const { personId, code } = account.value
    await insertPerson(tx, { personId, name, email }, { at: ctx.clock.now(), by: ctx.actor.name })
    await ctx.audit(tx, 'person.add', `person ${personId}`, { person: name }, { after: { personId, name, email } })
    return ok({ personId, code })
  })
}
