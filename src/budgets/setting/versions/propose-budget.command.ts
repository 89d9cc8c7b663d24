import type { Ctx } from '#platform'
import { type Result, refused } from '#shared'
import { whenWords } from '../words/when.ts'
import { type BudgetHead, eventOf } from './budget.ts'
import { decide } from './deciding.command.ts'
import { refuseEnded, refuseWords } from './refusals.ts'

/** Shows a draft to practices and groups, who say what they think of it. */
export const proposeBudget = (
  ctx: Ctx,
  budgetNo: number,
): Promise<Result<BudgetHead, 'not-found' | 'not-allowed' | 'ended' | 'proposed'>> =>
  decide(ctx, {
    budgetNo,
    permission: 'budget.set',
    event: 'proposed',
    refuse(held) {
      const proposed = eventOf(held, 'proposed')
      return (
        refuseEnded(held) ??
        (proposed &&
          refused(
            'proposed' as const,
            `${proposed.actor} proposed budget ${budgetNo} on ${whenWords(proposed.at)}. Nothing was changed.`,
          ))
      )
    },
  })

/** Takes back what was not issued, with a reason. */
export async function withdrawBudget(
  ctx: Ctx,
  { budgetNo, words }: { readonly budgetNo: number; readonly words: string },
): Promise<Result<BudgetHead, 'not-found' | 'not-allowed' | 'ended' | 'no-words' | 'names-patient'>> {
  const said = words.trim()
  return (
    refuseWords(said, 'Say in a few words why it is withdrawn.') ??
    decide(ctx, { budgetNo, permission: 'budget.set', event: 'withdrawn', words: said, refuse: refuseEnded })
  )
}
