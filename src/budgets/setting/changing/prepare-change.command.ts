import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { lockYear } from '../stores/budget.store.ts'
import { insertChange, insertChangeEvent } from '../stores/change.store.ts'
import { budgetAmounts, findBudget } from '../versions/budgets.view.ts'
import { eventOf, latestVersion } from '../versions/budget.ts'
import { noSuchBudget, notAllowed, refuseWords } from '../versions/refusals.ts'
import { deedOf } from '../words/person.ts'
import { applyMoves, netOf } from './apply-moves.ts'
import { type ChangeToPrepare, movesOf } from './change-to-prepare.ts'
import type { MoveRefusal } from './moves.ts'
import { onTheDay } from './on-the-day.view.ts'

export type PrepareRefusal = MoveRefusal | 'not-found' | 'not-allowed' | 'not-issued' | 'no-words' | 'names-patient'

/** Works out what a change of an issued budget would move, and keeps it for somebody else to approve. Nothing changes by it yet. */
export async function prepareChange(
  ctx: Ctx,
  { budgetNo, effectiveFrom, words, spec }: ChangeToPrepare,
): Promise<Result<{ changeNo: number }, PrepareRefusal>> {
  if (!mayDo(ctx.scope, 'budget.set')) return notAllowed('You may not change budgets.')
  const said = words.trim()
  const wrong = refuseWords(said, 'An issued budget is not changed without a reason: say why.')
  if (wrong) return wrong
  const found = await findBudget(ctx, budgetNo)
  if (!found) return noSuchBudget()
  const { commissioner, year } = found
  const day = await onTheDay(ctx, { commissioner, on: effectiveFrom })
  return ctx.transaction(async (tx) => {
    await lockYear(tx, commissioner, year)
    const held = { ...ctx, db: tx }
    const head = (await findBudget(held, budgetNo))!
    if (!eventOf(head, 'issued'))
      return refused(
        'not-issued',
        `Budget ${budgetNo} is not issued: it is not changed, another draft is made instead.`,
      )
    const { version } = latestVersion(head)
    const amounts = await budgetAmounts(held, budgetNo, version)
    const moves = movesOf(spec, amounts, day)
    if (!moves.ok) return moves
    const next = applyMoves(amounts, moves.value)
    if (!next.ok) return next
    const change = { budget_no: budgetNo, commissioner, based_on: version, kind: spec.kind, words: said }
    const changeNo = await insertChange(
      tx,
      { ...change, effective_from: effectiveFrom, control_change_pence: netOf(moves.value) },
      moves.value.map(({ practice, group, line, pence }) => ({ practice, group_code: group ?? '', line, pence })),
    )
    const deed = deedOf(ctx.actor, ctx.clock.now())
    await insertChangeEvent(tx, {
      change_no: changeNo,
      commissioner,
      event: 'prepared',
      words: null,
      prepared_by: deed.actor,
      prepared_by_person: deed.person_id,
      ...deed,
    })
    await ctx.audit(
      tx,
      'budget.prepare-change',
      `budget ${budgetNo}`,
      { change: changeNo, kind: spec.kind },
      { purpose: said },
    )
    return ok({ changeNo })
  })
}
