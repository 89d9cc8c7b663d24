import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Permission, type Refused, type Result, mayDo, ok } from '#shared'
import { insertEvent, lockYear } from '../stores/budget.store.ts'
import type { BudgetEventName } from '../stores/budget-tables.store.ts'
import { deedOf } from '../words/person.ts'
import type { BudgetHead } from './budget.ts'
import { findBudget } from './budgets.view.ts'
import { noSuchBudget, notAllowed } from './refusals.ts'

interface Deciding<Code extends string> {
  readonly budgetNo: number
  readonly permission: Permission
  readonly event: BudgetEventName
  readonly group?: string
  readonly words?: string
  /** What stands against it, looked at while nobody else decides about the year. */
  refuse(held: BudgetHead, tx: Database): Promise<Refused<Code> | undefined> | Refused<Code> | undefined
}

/** Writes one event of a budget with its record in the journal, while nobody else decides about budgets of its year. */
export async function decide<Code extends string>(
  ctx: Ctx,
  { budgetNo, permission, event, group = '', words = '', refuse }: Deciding<Code>,
): Promise<Result<BudgetHead, Code | 'not-found' | 'not-allowed'>> {
  const found = await findBudget(ctx, budgetNo)
  if (!found) return noSuchBudget()
  if (!mayDo(ctx.scope, permission)) return notAllowed('You may not do that with budgets.')
  const { commissioner, year } = found
  return ctx.transaction(async (tx) => {
    await lockYear(tx, commissioner, year)
    const held = (await findBudget({ ...ctx, db: tx }, budgetNo))!
    const no = await refuse(held, tx)
    if (no) return no
    const row = {
      budget_no: budgetNo,
      commissioner,
      year,
      event,
      group_code: group,
      words: words === '' ? null : words,
    }
    await insertEvent(tx, { ...row, ...deedOf(ctx.actor, ctx.clock.now()) })
    const detail = { year, ...(group !== '' && { group }), amounts: held.versions.at(-1)!.mark }
    await ctx.audit(tx, `budget.${verbs[event]}`, `budget ${budgetNo}`, detail, words === '' ? {} : { purpose: words })
    return ok(held)
  })
}

const verbs: Readonly<Record<BudgetEventName, string>> = {
  made: 'save',
  proposed: 'propose',
  agreed: 'agree',
  questioned: 'question',
  issued: 'issue',
  withdrawn: 'withdraw',
}
