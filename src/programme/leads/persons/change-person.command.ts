import { ownersFor } from '#organisations'
import { listColleagues } from '#people'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, mayDo, ok, refused } from '#shared'
import { deedOf } from '../words/person.ts'
import { insertPersonEvent } from './person.store.ts'
import { findNamedPerson } from './persons.view.ts'

export const noSuchPerson = (): Refused<'not-found'> =>
  refused('not-found', 'There is nobody here of this number for whom you may do this. Check it in the list of persons.')

/** Somebody left, came back, or has an account now: `on` is the first day on which it is so. */
export type PersonChange =
  | { readonly personNo: number; readonly event: 'left' | 'back'; readonly on: PlainDate }
  | { readonly personNo: number; readonly event: 'account'; readonly on: PlainDate; readonly accountId: string }

/**
 * Writes down what became of somebody. Roles that they held are ended by whoever appoints: a term is never ended by the way. An account
 * is one of a colleague: by it somebody reports in their own name.
 */
export async function changePerson(
  ctx: Ctx,
  change: PersonChange,
): Promise<Result<{ name: string }, 'not-found' | 'account'>> {
  const person = await findNamedPerson(ctx, change.personNo)
  if (!person || !mayDo(ctx.scope, 'lead.appoint') || !(await ownersFor(ctx)).actsFor(person.owner))
    return noSuchPerson()
  const { personNo, event, on } = change
  const accountId = change.event === 'account' ? change.accountId : null
  if (accountId !== null && !(await listColleagues(ctx, { on })).some(({ personId }) => personId === accountId))
    return refused('account', 'Choose one of the people who hold a post here.')
  return ctx.transaction(async (tx) => {
    const deed = deedOf(person.owner, ctx.actor, ctx.clock.now())
    await insertPersonEvent(tx, { person_no: personNo, event, on_date: on, account_id: accountId, ...deed })
    await ctx.audit(tx, 'lead.change-person', `lead person ${personNo}`, { owner: person.owner, event, on })
    return ok({ name: person.name })
  })
}
