import type { Ctx } from '#platform'
import { type WordsRefusal, deedOf, refuseWords } from '#programme/leads'
import { type Month, type Result, formatMonth, ok, refused } from '#shared'
import { insertRebase } from '../stores/indicator.store.ts'
import { findIndicator } from './indicators.view.ts'
import { noSuchIndicator } from './no-such-indicator.ts'
import { mayChange } from './save-indicator.command.ts'

export interface RebaseToSet {
  readonly indicatorNo: number
  readonly month: Month
  readonly event: 'set' | 'dropped'
  /** What is known to have changed. */
  readonly words: string
}

/**
 * Lets the limits of a chart begin anew from a month, or no longer do so: only where somebody knows what changed. A chart never begins
 * anew by itself, or it would hide what it is to show.
 */
export async function rebase(
  ctx: Ctx,
  { indicatorNo, month, event, words }: RebaseToSet,
): Promise<Result<{ indicatorNo: number }, WordsRefusal | 'not-found' | 'month'>> {
  const found = await findIndicator(ctx, indicatorNo)
  if (!found || !(await mayChange(ctx, found.owner))) return noSuchIndicator()
  const at = found.figures.findIndex((figure) => figure.month === month)
  if (event === 'set' && at < 1)
    return refused('month', `There is no figure of ${formatMonth(month)} behind an earlier one: choose another month.`)
  if (event === 'dropped' && !found.rebases.some((each) => each.month === month))
    return refused('month', `The limits do not begin anew in ${formatMonth(month)}.`)
  const wrong = refuseWords(words, 'Say what is known to have changed then.')
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const deed = deedOf(found.owner, ctx.actor, ctx.clock.now())
    await insertRebase(tx, { indicator_no: indicatorNo, month, event, words: words.trim(), ...deed })
    await ctx.audit(tx, 'indicator.rebase', `indicator ${indicatorNo}`, { owner: found.owner, month, event })
    return ok({ indicatorNo })
  })
}
