import type { Ctx } from '#platform'
import { type Result, ok } from '#shared'
import type { Accounts, EndSessions, Invite } from './accounts.ts'
import { noSuchPerson } from './no-such-person.ts'
import { findPerson, lockPeople } from './person.store.ts'

/** A new code for somebody who lost the first, or their passphrase. It is kept nowhere: show it and forget it. */
export const invitePerson = (ctx: Ctx, invite: Invite, personId: string): Promise<Result<{ readonly code: string }>> =>
  ctx.transaction(async (tx) => {
    await lockPeople(tx)
    const person = await findPerson(tx, personId)
    if (!person) return noSuchPerson
    const invited = await invite(ctx, tx, personId)
    if (!invited.ok) return invited
    await ctx.audit(tx, 'person.invite', `person ${personId}`, { person: person.name })
    return invited
  })

/** Signs somebody out everywhere, as after a lost telephone; says from how many browsers. They may sign in again. */
export const endPersonSessions = (
  ctx: Ctx,
  endSessions: EndSessions,
  personId: string,
): Promise<Result<{ readonly sessions: number }, 'no-person'>> =>
  ctx.transaction(async (tx) => {
    const person = await findPerson(tx, personId)
    if (!person) return noSuchPerson
    const sessions = await endSessions(ctx, tx, personId)
    await ctx.audit(tx, 'person.end-sessions', `person ${personId}`, { person: person.name, sessions })
    return ok({ sessions })
  })

/**
 * Takes the authenticator off somebody who lost it with its spare codes, and signs them out everywhere: their passphrase
 * lets them in to add another. Whoever asks for this has made sure who they are.
 */
export const forgetSecondStep = (
  ctx: Ctx,
  { forgetSecondStep: forget, endSessions }: Pick<Accounts, 'forgetSecondStep' | 'endSessions'>,
  personId: string,
): Promise<Result<{ readonly sessions: number }, 'no-person'>> =>
  ctx.transaction(async (tx) => {
    const person = await findPerson(tx, personId)
    if (!person) return noSuchPerson
    await forget(ctx, tx, personId)
    const sessions = await endSessions(ctx, tx, personId)
    await ctx.audit(tx, 'person.forget-second-step', `person ${personId}`, { person: person.name, sessions })
    return ok({ sessions })
  })
