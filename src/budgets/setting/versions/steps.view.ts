import type { Asker } from '#platform'
import { toPence } from '#shared'
import { tablesOf } from '../stores/budget-tables.store.ts'
import type { AmountStep } from './save-budget.command.ts'

/** How the amounts of a budget’s first version were reached, of the practices that the asker may see or of one of them. */
export async function budgetSteps(
  { db, scope }: Asker,
  { budgetNo, practice }: { readonly budgetNo: number; readonly practice?: string },
): Promise<AmountStep[]> {
  const { practices } = scope
  const rows = await tablesOf(db)
    .selectFrom('budgets.step as s')
    .selectAll('s')
    .where('s.budget_no', '=', budgetNo)
    .$if(practice !== undefined, (query) => query.where('s.practice', '=', practice!))
    .$if(practices !== 'all', (query) =>
      query.where('s.practice', 'in', practices === 'all' ? [] : practices.map((reach) => reach.practice)),
    )
    .orderBy('s.practice')
    .orderBy('s.line')
    .orderBy('s.position')
    .execute()
  return rows.map(({ practice: code, line, kind, pence, words }) => ({
    practice: code,
    line,
    kind,
    pence: toPence(pence),
    words,
  }))
}
