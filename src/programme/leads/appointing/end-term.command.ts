import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, formatDate, ok, refused } from '#shared'
import { lockRole } from '../stores/locks.store.ts'
import { findRole } from '../roles/roles.view.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { insertTermEnd } from './appointing.store.ts'
import { roleToAppoint } from './give-term.command.ts'

export interface TermToEnd {
  readonly roleNo: number
  readonly termNo: number
  /** The first day on which it is no longer held; nothing takes an end back. */
  readonly to: PlainDate | null
  readonly words: string
}

const noSuchTerm = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such term here that you may end. Look at the role’s page.')

/** Sets, moves or takes back the end of a term: who steps down, when, and why. Ended on or before its first day it never was. */
export async function endTerm(
  ctx: Ctx,
  { roleNo, termNo, to, words }: TermToEnd,
): Promise<Result<{ termNo: number }, WordsRefusal | 'not-found' | 'held'>> {
  const may = await roleToAppoint(ctx, roleNo)
  if (!may?.terms.some((term) => term.termNo === termNo)) return noSuchTerm()
  const wrong = refuseWords(words, 'Say in a few words why the end is set.')
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockRole(tx, roleNo)
    const role = await findRole({ ...ctx, db: tx }, roleNo)
    const term = role?.terms.find((each) => each.termNo === termNo)
    if (!role || !term) return noSuchTerm()
    const other = role.terms.find((each) => each.from > term.from && (to === null || each.from < to))
    if (other && (to === null || to > term.from))
      return refused('held', `${other.holder.name} holds it from ${formatDate(other.from)}: end it by then.`)
    const deed = deedOf(role.owner, ctx.actor, ctx.clock.now())
    await insertTermEnd(tx, { term_no: termNo, to_date: to, words: words.trim(), ...deed })
    await ctx.audit(tx, 'lead.end-term', `lead role ${roleNo}`, {
      owner: role.owner,
      term: termNo,
      ...(to !== null && { to }),
    })
    return ok({ termNo })
  })
}
