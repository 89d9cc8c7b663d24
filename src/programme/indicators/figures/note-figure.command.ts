import type { Ctx } from '#platform'
import { type WordsRefusal, deedOf, refuseWords } from '#programme/leads'
import { type Month, type Result, dayInLondon, formatMonth, monthOf, ok, refused } from '#shared'
import type { Micro } from '../model/amount.ts'
import { insertFigures } from '../stores/indicator.store.ts'
import { lockIndicator } from '../stores/locks.store.ts'
import { findIndicator } from './indicators.view.ts'
import { noSuchIndicator } from './no-such-indicator.ts'
import { mayChange } from './save-indicator.command.ts'

export interface FigureToNote {
  readonly indicatorNo: number
  readonly month: Month
  /** Nothing takes back what was written of the month. */
  readonly value: Micro | null
  readonly source: string
}

/** Writes the figure of a month, puts it right, or takes it back. The latest counts; the earlier stay. */
export async function noteFigure(
  ctx: Ctx,
  { indicatorNo, month, value, source }: FigureToNote,
): Promise<Result<{ indicatorNo: number }, WordsRefusal | 'not-found' | 'month' | 'none'>> {
  const found = await findIndicator(ctx, indicatorNo)
  if (!found || !(await mayChange(ctx, found.owner))) return noSuchIndicator()
  if (month > monthOf(dayInLondon(ctx.clock.now()))) return refused('month', `${formatMonth(month)} has not begun.`)
  const wrong = refuseWords(source, '', false)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockIndicator(tx, indicatorNo)
    const was = (await findIndicator({ ...ctx, db: tx }, indicatorNo))?.figures.find((each) => each.month === month)
    if (value === null && !was) return refused('none', `There is no figure of ${formatMonth(month)} to take back.`)
    const deed = deedOf(found.owner, ctx.actor, ctx.clock.now())
    await insertFigures(tx, [{ indicator_no: indicatorNo, month, value_micro: value, source: source.trim(), ...deed }])
    const about = { owner: found.owner, month, isTakenBack: value === null }
    await ctx.audit(tx, 'indicator.figure', `indicator ${indicatorNo}`, about, { before: was?.value, after: value })
    return ok({ indicatorNo })
  })
}
