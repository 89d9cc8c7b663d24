import { issuedBudget } from '#budgets/setting'
import type { Ctx } from '#platform'
import { type Result, financialYearOf, formatMonth, mayDo, monthNumber, refused, ok } from '#shared'
import type { WatchedMonth } from '../position/edition.ts'
import { foldFigures } from '../position/figure.ts'
import { type NothingToWatch, type WhichMonth, gather } from '../working/gather.view.ts'
import { workOut } from '../working/work-out.ts'
import { listEditions, watchedMonth } from './edition.view.ts'

/** Whoever sees every practice's sums can work a month out; everybody else is told what was drawn up. */
export const seesAll = ({ scope }: Pick<Ctx, 'scope'>): boolean =>
  scope.practices === 'all' && scope.providers === 'all' && mayDo(scope, 'statement.read')

/** A month as it stands just now, whether or not anything was drawn up of it. */
export async function liveMonth(ctx: Ctx, which: WhichMonth): Promise<Result<WatchedMonth, NothingToWatch>> {
  const gathered = await gather(ctx, which)
  if (!gathered.ok) return gathered
  const { budget, asked } = gathered.value
  const { figures, method } = workOut(asked)
  const groups = foldFigures(figures, monthNumber(which.month), ({ group, line }) => ({ practice: '', group, line }))
  return ok({
    editionNo: null,
    ...which,
    year: asked.year,
    budgetNo: budget.budgetNo,
    budgetVersion: budget.version,
    method,
    figures,
    groups,
    actor: ctx.actor.name,
    at: ctx.clock.now(),
  })
}

async function notDrawnUp(ctx: Ctx, { commissioner, month }: WhichMonth) {
  const year = financialYearOf(month)
  const budget = await issuedBudget(ctx, { commissioner, year })
  return budget
    ? refused(
        'not-drawn-up',
        `The statements of ${formatMonth(month)} are not drawn up yet: ` +
          'whoever sets budgets at your commissioner does that once the month is in.',
      )
    : refused('no-budget', `No budget of ${year} is issued, so there is nothing to watch the year against.`)
}

export type WatchRefusal = NothingToWatch | 'not-drawn-up'

/** A month as it was last drawn up; where it was not, as it stands just now, for whoever sees all practices. */
export async function watchMonth(ctx: Ctx, which: WhichMonth): Promise<Result<WatchedMonth, WatchRefusal>> {
  const [latest] = await listEditions(ctx, which)
  if (latest) return ok(await watchedMonth(ctx, latest))
  return seesAll(ctx) ? liveMonth(ctx, which) : notDrawnUp(ctx, which)
}
