import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type Month, type Result, dayInLondon, formatMonth, mayDo, monthOf, ok, refused } from '#shared'
import type { LeadRole } from '../roles/role.ts'
import { findRole } from '../roles/roles.view.ts'
import { noSuchRole } from '../roles/save-role.command.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { termOfMonth } from './report.ts'
import { insertFeedback } from './report.store.ts'

export interface FeedbackToGive {
  readonly roleNo: number
  readonly month: Month
  /** From 1, little, to 4, a great help; nothing takes back what one said of that month. */
  readonly rating: number | null
  readonly words: string
}

export type FeedbackRefusal = WordsRefusal | 'not-found' | 'month' | 'rating' | 'own'

/** Officers of the commissioner, and those who appoint: directors and managers, who see what a lead does. */
export async function maySay(ctx: Ctx, { owner }: Pick<LeadRole, 'owner'>): Promise<boolean> {
  const { scope } = ctx
  if (!mayDo(scope, 'lead.report') || !(await ownersFor(ctx)).actsFor(owner)) return false
  return scope.commissioners !== 'all' || mayDo(scope, 'lead.appoint')
}

/** Says how a lead was involved in a month; who says it again for the same month puts it right. */
export async function giveFeedback(
  ctx: Ctx,
  { roleNo, month, rating, words }: FeedbackToGive,
): Promise<Result<{ roleNo: number }, FeedbackRefusal>> {
  const role = await findRole(ctx, roleNo)
  if (!role || !(await maySay(ctx, role))) return noSuchRole()
  const term = termOfMonth(role, month)
  if (!term || month > monthOf(dayInLondon(ctx.clock.now())))
    return refused('month', `Nobody held this role in ${formatMonth(month)}, or it has not begun.`)
  if (ctx.actor.userId !== undefined && term.holder.accountId === ctx.actor.userId)
    return refused('own', 'You hold this role yourself: somebody else says how you are involved.')
  if (rating !== null && ![1, 2, 3, 4].includes(rating)) return refused('rating', 'Choose one of the four.')
  const wrong = refuseWords(words, 'Say what you saw, in a sentence or two.', rating !== null)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const deed = deedOf(role.owner, ctx.actor, ctx.clock.now())
    await insertFeedback(tx, { role_no: roleNo, term_no: term.termNo, month, rating, words: words.trim(), ...deed })
    await ctx.audit(tx, 'lead.feedback', `lead role ${roleNo}`, { owner: role.owner, month })
    return ok({ roleNo })
  })
}
