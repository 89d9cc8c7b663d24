import type { Database } from '#db'
import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type Refused, type Result, mayDo, ok, refused } from '#shared'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { type NamedPerson, initialsOf } from './named-person.ts'
import { insertPerson } from './person.store.ts'
import { listPersons } from './persons.view.ts'

export interface PersonToName {
  readonly owner: string
  readonly name: string
  readonly initials?: string
  readonly body?: string
  readonly accountId?: string | null
}

export type NameRefusal = WordsRefusal | 'not-found' | 'name' | 'taken'

export const noSuchOwner = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such organisation here for which you may do this. Check its code.')

const longestName = 100

export function refuseName({ name, initials = '', body = '' }: PersonToName): Refused<NameRefusal> | undefined {
  if (name.trim() === '' || name.trim().length > longestName || !/\p{L}/u.test(name))
    return refused('name', `Write the name, in at most ${longestName} characters.`)
  if (initials.trim().length > 12) return refused('name', 'Initials have at most 12 characters.')
  return refuseWords(name.trim(), '', false) ?? refuseWords(body.trim(), '', false)
}

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** The person of a name, who is there already or is written down now. */
export async function personOf(
  ctx: Ctx,
  tx: Database,
  person: PersonToName,
): Promise<Result<NamedPerson, NameRefusal>> {
  const wrong = refuseName(person)
  if (wrong) return wrong
  const name = tidy(person.name)
  const asking = { ...ctx, db: tx }
  const known = (await listPersons(asking, { owner: person.owner })).find(
    (each) => each.name.toLowerCase() === name.toLowerCase(),
  )
  if (known) return ok(known)
  const initials = tidy(person.initials ?? '') || initialsOf(name)
  const about = { name, initials, body: tidy(person.body ?? ''), account_id: person.accountId ?? null }
  const personNo = await insertPerson(tx, { ...about, ...deedOf(person.owner, ctx.actor, ctx.clock.now()) })
  if (personNo === undefined)
    return refused('taken', 'Another person here stands for this account, or somebody added this name just now.')
  await ctx.audit(tx, 'lead.name-person', `lead person ${personNo}`, { owner: person.owner }, { after: about })
  return ok((await listPersons(asking, { personNo }))[0]!)
}

/** Writes somebody down by name, so that roles, plans and minutes can name them. The same name twice is one person. */
export async function namePerson(ctx: Ctx, person: PersonToName): Promise<Result<NamedPerson, NameRefusal>> {
  if (!mayDo(ctx.scope, 'lead.appoint') || !(await ownersFor(ctx)).actsFor(person.owner)) return noSuchOwner()
  return ctx.transaction(async (tx) => {
    const before = await listPersons({ ...ctx, db: tx }, { owner: person.owner })
    const named = await personOf(ctx, tx, person)
    if (!named.ok) return named
    return before.some(({ personNo }) => personNo === named.value.personNo)
      ? refused('taken', `${named.value.name} is written down already.`)
      : named
  })
}
