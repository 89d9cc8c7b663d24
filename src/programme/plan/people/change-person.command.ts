import type { Ctx } from '#platform'
import { type PlainDate, type Result, ok, refused } from '#shared'
import { notFound } from '../items/change-item.command.ts'
import { bareName } from '../leads/read-leads.ts'
import { deedOf } from '../stores/deed.ts'
import { lockPlan } from '../stores/locks.store.ts'
import { insertPerson, insertPersonLink, insertPersonVersion } from '../stores/plan.store.ts'
import { mayRead, mayRun } from '../stores/reach.view.ts'
import { type WordsRefusal, refuseWords } from '../stores/refuse-words.ts'
import { listPeople } from './register.view.ts'

export interface PersonTyped {
  readonly owner: string
  /** Nobody yet where somebody is added. */
  readonly personNo: number | null
  readonly name: string
  readonly initials: string
  readonly body: string
  readonly leftOn: PlainDate | null
}

export type PersonRefusal = WordsRefusal | 'not-found' | 'name' | 'initials'

/** Adds somebody to the register of a plan, or puts right what it says of them. */
export async function changePerson(
  ctx: Ctx,
  { owner, personNo, name, initials, body, leftOn }: PersonTyped,
): Promise<Result<{ personNo: number }, PersonRefusal>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  if (name.trim() === '') return refused('name', 'Write the name.')
  if (initials.trim().length > 10) return refused('initials', 'Initials have at most 10 characters.')
  const wrong = refuseWords('Name', name, { most: 120 }) ?? refuseWords('Body', body, { most: 120 }) ?? refuseWords('Initials', initials)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const people = await listPeople({ ...ctx, db: tx }, owner)
    if (personNo !== null && !people.some((person) => person.personNo === personNo)) return notFound()
    const same = people.find((person) => person.personNo !== personNo && bareName(person.name) === bareName(name))
    if (same) return refused('name', `${same.name} is in the register already: tell the two apart by a middle name.`)
    const number = personNo ?? (await insertPerson(tx, owner))
    const row = { person_no: number, owner, name: name.trim(), initials: initials.trim(), body: body.trim(), left_on: leftOn }
    await insertPersonVersion(tx, { ...row, import_no: null, ...deedOf(ctx) })
    await ctx.audit(tx, 'plan.person', `person ${number} of ${owner}`, { isNew: personNo === null }, { after: row })
    return ok({ personNo: number })
  })
}

/** Somebody says that a name of the register is theirs, or is not. It gives them no right; their own items are shown to them. */
export async function linkPerson(
  ctx: Ctx,
  { owner, personNo, isMe }: { readonly owner: string; readonly personNo: number; readonly isMe: boolean },
): Promise<Result<{ personNo: number }, 'not-found' | 'no-account' | 'taken'>> {
  if (!(await mayRead(ctx, owner))) return notFound()
  const account = ctx.actor.userId
  if (account === undefined) return refused('no-account', 'Only somebody who has an account can say that a name is theirs.')
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const person = (await listPeople({ ...ctx, db: tx }, owner)).find((each) => each.personNo === personNo)
    if (!person || (!isMe && person.accountId !== account)) return notFound()
    if (person.accountId !== null && person.accountId !== account)
      return refused('taken', `Somebody else said that ${person.name} is them. Ask whoever runs the plan.`)
    await insertPersonLink(tx, { person_no: personNo, owner, is_linked: isMe, ...deedOf(ctx), person_id: account })
    await ctx.audit(tx, isMe ? 'plan.link' : 'plan.unlink', `person ${personNo} of ${owner}`)
    return ok({ personNo })
  })
}
