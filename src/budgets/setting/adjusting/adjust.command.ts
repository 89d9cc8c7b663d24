import type { Ctx } from '#platform'
import { type FinancialYear, type Result, mayDo, ok, refused } from '#shared'
import type { Adjustment } from '../historic/steps.ts'
import { insertAdjustment } from '../stores/adjustment.store.ts'
import { lockYear } from '../stores/budget.store.ts'
import { notAllowed, refuseWords } from '../versions/refusals.ts'
import { deedOf } from '../words/person.ts'
import { listAdjustments } from './adjustments.view.ts'

interface Whose {
  readonly commissioner: string
  readonly year: FinancialYear
}

export type AdjustRefusal = 'not-allowed' | 'no-words' | 'names-patient' | 'no-amount' | 'not-found'

function refuseAmount({ kind, rateBp, pence, line }: Adjustment) {
  if (kind === 'growth')
    return rateBp === null || rateBp <= -10_000
      ? refused('no-amount' as const, 'Say by how many per cent activity grows, more than −100.')
      : undefined
  if (line === null) return refused('no-amount' as const, 'Choose the line it is added to.')
  return pence === null || pence === 0
    ? refused('no-amount' as const, 'Say how many pounds it is, less where it is taken off.')
    : undefined
}

/** Adds something to the historic budgets of a year by decision, with its reason. Drafts saved before stay as they are. */
export async function adjustHistory(
  ctx: Ctx,
  { commissioner, year }: Whose,
  adjustment: Adjustment,
): Promise<Result<void, AdjustRefusal>> {
  if (!mayDo(ctx.scope, 'budget.set')) return notAllowed('You may not set budgets.')
  const words = adjustment.words.trim()
  const wrong = refuseWords(words, 'Say why: it is shown to every practice it touches.') ?? refuseAmount(adjustment)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const { kind, line, practice, rateBp, pence } = adjustment
    const row = { commissioner, year, kind, line, practice, rate_bp: rateBp, pence, words, takes_back: null }
    await insertAdjustment(tx, { ...row, ...deedOf(ctx.actor, ctx.clock.now()) })
    await ctx.audit(
      tx,
      'budget.adjust',
      `budgets of ${year}`,
      { kind, line, practice, rateBp, pence },
      { purpose: words },
    )
    return ok(undefined)
  })
}

/** Takes an adjustment back: it counts no longer, and stays on record. */
export async function takeBackAdjustment(
  ctx: Ctx,
  whose: Whose,
  { adjustmentNo, words }: { readonly adjustmentNo: number; readonly words: string },
): Promise<Result<void, AdjustRefusal>> {
  if (!mayDo(ctx.scope, 'budget.set')) return notAllowed('You may not set budgets.')
  const said = words.trim()
  const wrong = refuseWords(said, 'Say why it is taken back.')
  if (wrong) return wrong
  const { commissioner, year } = whose
  return ctx.transaction(async (tx) => {
    await lockYear(tx, commissioner, year)
    const held = (await listAdjustments({ db: tx }, whose)).find((each) => each.adjustmentNo === adjustmentNo)
    if (!held) return refused('not-found', 'There is no such adjustment, or somebody took it back already.')
    const { kind, line, practice } = held
    const row = { commissioner, year, kind, line, practice, rate_bp: null, pence: null, words: said }
    await insertAdjustment(tx, { ...row, takes_back: adjustmentNo, ...deedOf(ctx.actor, ctx.clock.now()) })
    await ctx.audit(tx, 'budget.adjust', `budgets of ${year}`, { takesBack: adjustmentNo }, { purpose: said })
    return ok(undefined)
  })
}
