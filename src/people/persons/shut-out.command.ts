import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, dayInLondon, ok, refused } from '#shared'
import { administratorRoles, refuseWithoutAdministrator } from '../posts/administrators.ts'
import { postsInRoles } from '../posts/post.store.ts'
import type { EndSessions } from './accounts.ts'
import { noSuchPerson } from './no-such-person.ts'
import { refuseReason } from './person-details.ts'
import { appendPersonEvent, findPerson, lockPeople } from './person.store.ts'
import type { RecordedPerson } from './recorded-person.ts'

export interface ShutOut {
  readonly personId: string
  readonly reason?: string
}

export type ShutOutRefusal = 'no-person' | 'no-change' | 'oneself' | 'last-administrator' | 'names-patient'

async function refuseLast(
  tx: Database,
  personId: string,
  today: PlainDate,
): Promise<Refused<'last-administrator'> | undefined> {
  const all = await postsInRoles(tx, administratorRoles)
  const lost = all.filter((post) => post.personId === personId)
  const staying = all.filter((post) => post.personId !== personId)
  return refuseWithoutAdministrator({ lost, staying, today })
}

const refuseOneself = (ctx: Ctx, { personId }: RecordedPerson): Refused<'oneself'> | undefined =>
  ctx.actor.userId === personId
    ? refused('oneself', 'You cannot shut yourself out. Ask another administrator to do it.')
    : undefined

const refuseAgain = ({ name, isDisabled }: RecordedPerson, wanted: boolean): Refused<'no-change'> | undefined =>
  isDisabled === wanted
    ? refused('no-change', `${name} is ${wanted ? 'shut out' : 'let in'} already, so there is nothing to do.`)
    : undefined

const stateOf = (isDisabled: boolean) => ({ state: isDisabled ? 'disabled' : 'enabled' })

/**
 * Shuts somebody out at once: their next request is a stranger's and their sessions end. Their posts and all that they did
 * stay as they are. Refused for oneself, and where no administrator would remain.
 */
export const disablePerson = (
  ctx: Ctx,
  endSessions: EndSessions,
  { personId, reason }: ShutOut,
): Promise<Result<RecordedPerson, ShutOutRefusal>> =>
  ctx.transaction(async (tx) => {
    await lockPeople(tx)
    const person = await findPerson(tx, personId)
    if (!person) return noSuchPerson
    const today = dayInLondon(ctx.clock.now())
    const no =
      refuseReason(reason) ??
      refuseAgain(person, true) ??
      refuseOneself(ctx, person) ??
      (await refuseLast(tx, personId, today))
    if (no) return no
    await appendPersonEvent(tx, { personId, event: 'disabled', reason }, { at: ctx.clock.now(), by: ctx.actor.name })
    const sessions = await endSessions(ctx, tx, personId)
    const more = { purpose: reason, before: stateOf(false), after: stateOf(true) }
    await ctx.audit(tx, 'person.disable', `person ${personId}`, { person: person.name, sessions }, more)
    return ok({ ...person, isDisabled: true })
  })

/** Lets somebody in again, with the posts whose terms still run. */
export const enablePerson = (
  ctx: Ctx,
  { personId, reason }: ShutOut,
): Promise<Result<RecordedPerson, ShutOutRefusal>> =>
  ctx.transaction(async (tx) => {
    await lockPeople(tx)
    const person = await findPerson(tx, personId)
    if (!person) return noSuchPerson
    const no = refuseReason(reason) ?? refuseAgain(person, false)
    if (no) return no
    await appendPersonEvent(tx, { personId, event: 'enabled', reason }, { at: ctx.clock.now(), by: ctx.actor.name })
    const more = { purpose: reason, before: stateOf(true), after: stateOf(false) }
    await ctx.audit(tx, 'person.enable', `person ${personId}`, { person: person.name }, more)
    return ok({ ...person, isDisabled: false })
  })
