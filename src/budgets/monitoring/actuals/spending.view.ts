import { monthsWithActivity } from '#activity/import'
import { flexAndFreeze, providerMonths } from '#activity/statement'
import { lineOfPod } from '#budgets/envelope'
import { onlyCommissioner } from '#organisations'
import type { Ctx } from '#platform'
import type { Month } from '#shared'
import { type Completion, type SentSum, type Spending, completionOf } from './actual.ts'
import { grouped } from './grouped.ts'

/** What was billed to one commissioner; where there is one alone, what was billed without saying to whom is its too. */
export async function billedTo(ctx: Ctx, commissioner: string): Promise<Ctx> {
  if (ctx.scope.commissioners !== 'all' || (await onlyCommissioner(ctx.db)) === commissioner) return ctx
  return { ...ctx, scope: { ...ctx.scope, commissioners: [commissioner] } }
}

/** What providers billed for months, by practice and line, and which of them sent each month. */
export async function activitySpending(ctx: Ctx, commissioner: string, months: readonly Month[]): Promise<Spending> {
  const own = await billedTo(ctx, commissioner)
  const known = await monthsWithActivity(own)
  const { sums, deliveries } = await providerMonths(
    own,
    months.filter((month) => known.includes(month)),
  )
  const lined = sums.map(({ provider: source, practice, pod, month, lines, pricedPence: pence }) => ({
    source,
    practice,
    line: lineOfPod(pod),
    month,
    lines,
    pence: pence as number,
  }))
  return { sums: folded(lined), sent: deliveries.map(({ provider: source, ...sent }) => ({ source, ...sent })) }
}

/** Points of delivery of one line added up. */
function folded(sums: readonly SentSum[]): SentSum[] {
  const keys = grouped(sums, ({ source, practice, line, month }) => JSON.stringify([source, practice, line, month]))
  return [...keys.values()].map((own) => ({
    ...own[0]!,
    lines: own.reduce((sum, { lines }) => sum + lines, 0),
    pence: own.reduce((sum, { pence }) => sum + pence, 0),
  }))
}

/** How the flex of earlier months became their freeze, by line. */
export async function completion(ctx: Ctx, commissioner: string, months: readonly Month[]): Promise<Completion> {
  const both = await flexAndFreeze(await billedTo(ctx, commissioner), months)
  return completionOf(both.map(({ pod, ...pence }) => ({ line: lineOfPod(pod), ...pence })))
}
