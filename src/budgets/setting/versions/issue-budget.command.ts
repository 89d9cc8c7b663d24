import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Refused, type Result, refused } from '#shared'
import { whenWords } from '../words/when.ts'
import { type BudgetHead, eventOf, notAgreed } from './budget.ts'
import { listBudgets } from './budgets.view.ts'
import { decide } from './deciding.command.ts'
import { refuseEnded, refuseWords } from './refusals.ts'

export type IssueRefusal =
  | 'not-found'
  | 'not-allowed'
  | 'ended'
  | 'another-issued'
  | 'not-agreed'
  | 'no-words'
  | 'names-patient'

async function refuseAnother(
  ctx: Ctx,
  tx: Database,
  { commissioner, year, budgetNo }: BudgetHead,
): Promise<Refused<'another-issued'> | undefined> {
  const others = await listBudgets({ ...ctx, db: tx }, { commissioner, year })
  const other = others.find((each) => each.budgetNo !== budgetNo && eventOf(each, 'issued'))
  if (!other) return undefined
  const { actor, at } = eventOf(other, 'issued')!
  return refused(
    'another-issued',
    `${actor} issued budget ${other.budgetNo} (${other.name}) for ${year} on ${whenWords(at)}, and a year has one. ` +
      'Change that one where it has to change.',
  )
}

/**
 * Issues a budget: from now on it is the year’s, and only changes that two people make change it. Where a group has not agreed it a
 * reason is needed, and is kept.
 */
export async function issueBudget(
  ctx: Ctx,
  { budgetNo, words }: { readonly budgetNo: number; readonly words: string },
): Promise<Result<BudgetHead, IssueRefusal>> {
  const said = words.trim()
  const wrong = refuseWords(said)
  if (wrong) return wrong
  return decide<IssueRefusal>(ctx, {
    budgetNo,
    permission: 'budget.set',
    event: 'issued',
    words: said,
    async refuse(held, tx) {
      const no = refuseEnded(held) ?? (await refuseAnother(ctx, tx, held))
      if (no) return no
      const missing = notAgreed(held)
      return missing.length > 0 && said === ''
        ? refused(
            'not-agreed',
            `It was not agreed by ${missing.join(', ')}. Propose it and wait for them, or give a reason to issue it all the same.`,
          )
        : undefined
    },
  })
}
