import { inLineOrder } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { listChanges } from '../changing/changes.view.ts'
import { namesFor } from '../showing/names.view.ts'
import { type BudgetHead, latestVersion } from '../versions/budget.ts'
import { budgetAmounts } from '../versions/budgets.view.ts'
import { budgetSteps } from '../versions/steps.view.ts'
import { type Explanation, explanationOf } from './explanation.ts'

/** How a practice’s budget of one version came about; nothing where the asker sees no amount of it. */
export async function explainPractice(
  ctx: Ctx,
  head: BudgetHead,
  {
    practice,
    version = latestVersion(head).version,
  }: { readonly practice: string; readonly version?: number | undefined },
): Promise<Explanation | undefined> {
  const { budgetNo } = head
  const [amounts, steps, changes, names] = await Promise.all([
    budgetAmounts(ctx, budgetNo, version),
    budgetSteps(ctx, { budgetNo, practice }),
    listChanges(ctx, { budgetNo }),
    namesFor(ctx),
  ])
  return explanationOf({ head, version, practice, amounts: inLineOrder(amounts), steps, changes, nameOf: names.of })
}
