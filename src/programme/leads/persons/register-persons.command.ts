import type { Database } from '#db'
import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, type Result, dayInLondon, mayDo, ok } from '#shared'
import { deedOf } from '../words/person.ts'
import { type NameRefusal, noSuchOwner, refuseName } from './name-person.command.ts'
import type { NamedPerson } from './named-person.ts'
import { insertPerson, insertPersonEvent } from './person.store.ts'
import { listPersons } from './persons.view.ts'

/**
 * Somebody as a register has them. Empty initials stay empty: they are not made from the name, for a plan may mean somebody else by
 * them.
 */
export interface PersonToRegister {
  readonly name: string
  readonly initials: string
  readonly body: string
  /** Nothing where the register does not say. */
  readonly leftOn: PlainDate | null
}

export interface Registered {
  readonly added: number
  readonly changed: number
  readonly same: number
}

export type RegisterRefusal = NameRefusal

/** A name without its title, in small letters: two that differ by a title alone are one person. */
const nameKey = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/\b(dr|mr|mrs|ms|miss|prof|professor|sir|dame|rev)\b\.?/g, ' ')
    .replaceAll(/[\s.]+/g, ' ')
    .trim()

/** What lands with it in one transaction, such as the receipt of a file. */
export type WithRegister = (tx: Database, registered: Registered) => Promise<void>

interface Writing {
  readonly ctx: Ctx
  readonly tx: Database
  readonly owner: string
}

async function add({ ctx, tx, owner }: Writing, { name, initials, body, leftOn }: PersonToRegister): Promise<void> {
  const deed = deedOf(owner, ctx.actor, ctx.clock.now())
  const personNo = await insertPerson(tx, { name, initials, body, account_id: null, ...deed })
  if (personNo !== undefined && leftOn !== null)
    await insertPersonEvent(tx, { person_no: personNo, event: 'left', on_date: leftOn, account_id: null, ...deed })
}

const isPutRight = (known: NamedPerson, { initials, body }: PersonToRegister): boolean =>
  known.initials !== initials || known.body !== body
const hasLeft = (known: NamedPerson, { leftOn }: PersonToRegister): boolean =>
  leftOn !== null && known.leftOn !== leftOn

async function change({ ctx, tx, owner }: Writing, known: NamedPerson, person: PersonToRegister): Promise<void> {
  const deed = { person_no: known.personNo, account_id: null, ...deedOf(owner, ctx.actor, ctx.clock.now()) }
  const { initials, body, leftOn } = person
  if (isPutRight(known, person))
    await insertPersonEvent(tx, { event: 'details', on_date: dayInLondon(ctx.clock.now()), initials, body, ...deed })
  if (leftOn !== null && hasLeft(known, person))
    await insertPersonEvent(tx, { event: 'left', on_date: leftOn, ...deed })
}

/**
 * Takes a whole register: who is not known is written down, of who is known initials and body are as it says now. Nobody is taken out
 * by being left out of it.
 */
export async function registerPersons(
  ctx: Ctx,
  { owner, persons }: { readonly owner: string; readonly persons: readonly PersonToRegister[] },
  alongside?: WithRegister,
): Promise<Result<Registered, RegisterRefusal>> {
  if (!mayDo(ctx.scope, 'lead.appoint') || !(await ownersFor(ctx)).actsFor(owner)) return noSuchOwner()
  for (const person of persons) {
    const wrong = refuseName({ owner, ...person })
    if (wrong) return wrong
  }
  return ctx.transaction(async (tx) => {
    const known = new Map((await listPersons({ ...ctx, db: tx }, { owner })).map((each) => [nameKey(each.name), each]))
    const found = persons.map((person) => ({ person, before: known.get(nameKey(person.name)) }))
    const added = found.filter(({ before }) => !before)
    const changed = found.filter(
      ({ person, before }) => before && (isPutRight(before, person) || hasLeft(before, person)),
    )
    for (const { person } of added) await add({ ctx, tx, owner }, person)
    for (const { person, before } of changed) await change({ ctx, tx, owner }, before!, person)
    const done = { added: added.length, changed: changed.length, same: persons.length - added.length - changed.length }
    await alongside?.(tx, done)
    await ctx.audit(tx, 'lead.register', owner, { ...done })
    return ok(done)
  })
}
