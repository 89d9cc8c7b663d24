import type { Ctx } from '#platform'
import { type Result, refused } from '#shared'
import { type BudgetHead, eventOf, saidBy } from './budget.ts'
import { decide } from './deciding.command.ts'
import { refuseEnded, refuseWords } from './refusals.ts'

export interface GroupSaying {
  readonly budgetNo: number
  readonly group: string
  readonly event: 'agreed' | 'questioned'
  readonly words: string
}

export type AgreeRefusal =
  | 'not-found'
  | 'not-allowed'
  | 'not-proposed'
  | 'no-group'
  | 'ended'
  | 'said'
  | 'no-words'
  | 'names-patient'

/** A group agrees what is proposed, or questions it in words. It may say something else later, until the budget is issued. */
export async function agreeBudget(
  ctx: Ctx,
  { budgetNo, group, event, words }: GroupSaying,
): Promise<Result<BudgetHead, AgreeRefusal>> {
  const said = words.trim()
  const wrong = refuseWords(said, event === 'questioned' ? 'Say what your question is.' : undefined)
  if (wrong) return wrong
  const own = ctx.actor.post?.organisation
  if (own !== undefined && own !== group) return refused('not-allowed', 'You may speak for your own group only.')
  return decide(ctx, {
    budgetNo,
    permission: 'budget.agree',
    event,
    group,
    words: said,
    refuse(held) {
      const ended = refuseEnded(held)
      if (ended) return ended
      if (!eventOf(held, 'proposed'))
        return refused('not-proposed' as const, `Budget ${budgetNo} is a draft: it can be agreed once it is proposed.`)
      if (!held.groups.includes(group))
        return refused(
          'no-group' as const,
          `No practice of ${group === '' ? 'that group' : group} is in budget ${budgetNo}.`,
        )
      const last = saidBy(held.events, group)
      return last?.event === 'agreed' && event === 'agreed'
        ? refused('said' as const, `${last.actor} has agreed it for the group already.`)
        : undefined
    },
  })
}
