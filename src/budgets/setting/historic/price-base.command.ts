import { countedLines, currentActivity, monthsWithActivity } from '#activity/import'
import { sumsAtYear } from '#activity/pricing'
import type { Ctx, JobRequest } from '#platform'
import { type Result, formatMonth, mayDo, ok, refused } from '#shared'
import { insertBase } from '../stores/base.store.ts'
import type { BaseQuestion } from './base.ts'
import { baseMark, historicBase } from './base.view.ts'

export const priceBaseKind = 'price-base'

export const priceBaseRequest = (question: BaseQuestion): JobRequest => ({
  kind: priceBaseKind,
  input: question,
  permission: 'budget.set',
})

/** The lines that count of several months, as one FROM item. */
async function linesOf(ctx: Ctx, { months }: BaseQuestion): Promise<string> {
  const known = await monthsWithActivity(ctx)
  const each = await Promise.all(
    months
      .filter((month) => known.includes(month))
      .map(async (month) => countedLines(ctx.lake, await currentActivity(ctx, month))),
  )
  return `(${each.map((lines) => `SELECT * FROM ${lines}`).join(' UNION ALL BY NAME ')})`
}

async function keep(ctx: Ctx, question: BaseQuestion): Promise<number> {
  const { commissioner, months, priceYear } = question
  const mark = await baseMark(ctx, question)
  const sums = await sumsAtYear(ctx, { lines: await linesOf(ctx, question), year: priceYear })
  return ctx.transaction(async (tx) => {
    const baseNo = await insertBase(
      tx,
      {
        commissioner,
        first_month: months[0]!,
        last_month: months.at(-1)!,
        price_year: priceYear,
        base_mark: mark,
        made_at: ctx.clock.now(),
        actor: ctx.actor.name,
        person_id: ctx.actor.userId ?? null,
      },
      sums.map(({ practice, pod, lines, billedPence, pricedPence }) => ({
        practice,
        pod,
        lines,
        billed_pence: billedPence,
        priced_pence: pricedPence,
      })),
    )
    await ctx.audit(tx, 'budget.price-base', `base ${baseNo}`, { from: months[0]!, to: months.at(-1)!, priceYear })
    return baseNo
  })
}

export type PriceBaseOutcome = Result<{ message: string }, 'not-allowed' | 'no-activity' | 'no-list'>

/** Prices the activity of a base once more at the prices of a year and keeps the sums; where they are kept already nothing is done. */
export async function priceBase(ctx: Ctx, question: BaseQuestion): Promise<PriceBaseOutcome> {
  if (!mayDo(ctx.scope, 'budget.set')) return refused('not-allowed', 'You may not set budgets.')
  const base = await historicBase(ctx, question)
  const { months, priceYear } = question
  if (base.rows.length === 0)
    return refused(
      'no-activity',
      `There is no activity from ${formatMonth(months[0]!)} to ${formatMonth(months.at(-1)!)}.`,
    )
  if (base.prices === 'not-loaded')
    return refused('no-list', `No price list of ${priceYear} is loaded: load it, and price the base year again.`)
  if (base.prices !== 'waiting') return ok({ message: 'The base year stands at these prices already.' })
  await keep(ctx, question)
  return ok({ message: `The base year is priced at the prices of ${priceYear}.` })
}
