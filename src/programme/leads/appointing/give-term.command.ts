import type { Database } from '#db'
import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, formatDate, mayDo, ok, refused } from '#shared'
import { type NameRefusal, personOf } from '../persons/name-person.command.ts'
import { isHere, type NamedPerson } from '../persons/named-person.ts'
import { findNamedPerson } from '../persons/persons.view.ts'
import type { LeadRole } from '../roles/role.ts'
import { findRole } from '../roles/roles.view.ts'
import { noSuchRole } from '../roles/save-role.command.ts'
import { lockRole } from '../stores/locks.store.ts'
import { deedOf } from '../words/person.ts'
import { lastDayWords } from '../words/when.ts'
import { insertTerm } from './appointing.store.ts'

/** Somebody written down already, by number, or a name that is written down by the way. */
export type Who = { readonly personNo: number } | { readonly name: string }

export interface TermToGive {
  readonly roleNo: number
  readonly from: PlainDate
  /** The first day on which it is no longer held; nothing where no end is set. */
  readonly to: PlainDate | null
}

export type TermRefusal = NameRefusal | 'person' | 'dates' | 'held' | 'closed' | 'left'

/** The role, where the asker may appoint to it. */
export async function roleToAppoint(ctx: Ctx, roleNo: number): Promise<LeadRole | undefined> {
  const role = await findRole(ctx, roleNo)
  return role && mayDo(ctx.scope, 'lead.appoint') && (await ownersFor(ctx)).actsFor(role.owner) ? role : undefined
}

/** Who is meant: one written down for this owner, or a new name. */
export async function whoIsMeant(
  ctx: Ctx,
  tx: Database,
  owner: string,
  who: Who,
): Promise<Result<NamedPerson, NameRefusal | 'person'>> {
  if ('name' in who) return personOf(ctx, tx, { owner, name: who.name })
  const found = await findNamedPerson({ ...ctx, db: tx }, who.personNo)
  return found?.owner === owner
    ? ok(found)
    : refused('person', 'Choose one of the persons written down here, or write a new name.')
}

function refuseTerm(role: LeadRole, person: NamedPerson, { from, to }: TermToGive): Refused<TermRefusal> | undefined {
  if (role.isClosed) return refused('closed', 'This role is closed. Open it again first.')
  if (to !== null && to <= from) return refused('dates', 'The last day is before the first: change one of them.')
  if (!isHere(person, from)) return refused('left', `${person.name} left on ${formatDate(person.leftOn!)}.`)
  const other = role.terms.find((term) => term.from < (to ?? '9999') && from < (term.to ?? '9999'))
  return (
    other &&
    refused(
      'held',
      `${other.holder.name} holds it from ${formatDate(other.from)} (${lastDayWords(other.to)}): end that term before, or begin later.`,
    )
  )
}

/** Writes a term within a transaction that has already found out who may and who is meant. */
export async function writeTerm(
  ctx: Ctx,
  tx: Database,
  term: TermToGive & { readonly person: NamedPerson; readonly appointmentNo: number | null },
): Promise<Result<{ termNo: number }, TermRefusal>> {
  await lockRole(tx, term.roleNo)
  const role = await findRole({ ...ctx, db: tx }, term.roleNo)
  if (!role) return noSuchRole()
  const wrong = refuseTerm(role, term.person, term)
  if (wrong) return wrong
  const termNo = await insertTerm(tx, {
    role_no: term.roleNo,
    person_no: term.person.personNo,
    from_date: term.from,
    to_date: term.to,
    appointment_no: term.appointmentNo,
    ...deedOf(role.owner, ctx.actor, ctx.clock.now()),
  })
  const about = { owner: role.owner, term: termNo, from: term.from, ...(term.to !== null && { to: term.to }) }
  await ctx.audit(tx, 'lead.give-term', `lead role ${term.roleNo}`, about)
  return ok({ termNo })
}

/** Gives a role to somebody straight away, as where a group elects its lead or somebody goes on for another term. */
export async function giveTerm(
  ctx: Ctx,
  term: TermToGive & { readonly who: Who },
): Promise<Result<{ termNo: number }, TermRefusal>> {
  const role = await roleToAppoint(ctx, term.roleNo)
  if (!role) return noSuchRole()
  return ctx.transaction(async (tx) => {
    const person = await whoIsMeant(ctx, tx, role.owner, term.who)
    return person.ok ? writeTerm(ctx, tx, { ...term, person: person.value, appointmentNo: null }) : person
  })
}
