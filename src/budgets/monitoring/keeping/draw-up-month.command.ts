import { type Ctx, fingerprint } from '#platform'
import { type Result, mayDo, monthNumber, ok, refused } from '#shared'
import { type Figure, foldFigures } from '../position/figure.ts'
import { insertEdition, insertFigures, insertGroupFigures } from '../stores/edition.store.ts'
import { type NothingToWatch, type WhichMonth, gather } from '../working/gather.view.ts'
import { workOut } from '../working/work-out.ts'

export interface DrawnUp {
  readonly editionNo: number
  readonly practices: number
}

const sums = (editionNo: number, commissioner: string, { group, line, yearPence, months, split }: Figure) => ({
  edition_no: editionNo,
  commissioner,
  group_code: group,
  line,
  year_pence: yearPence,
  months,
  price_pence: split?.pricePence ?? null,
  volume_pence: split?.volumePence ?? null,
  mix_pence: split?.mixPence ?? null,
})

const practicesIn = (figures: readonly Figure[]): number =>
  new Set(figures.flatMap(({ practice }) => (practice === '' ? [] : [practice]))).size

/**
 * Draws up the statements of a month as they are now and keeps them: for every practice and line of the budget, and the sums of groups.
 * What was drawn up before stays to be compared.
 */
export async function drawUpMonth(
  ctx: Ctx,
  which: WhichMonth,
): Promise<Result<DrawnUp, NothingToWatch | 'not-allowed'>> {
  if (!mayDo(ctx.scope, 'budget.set') || ctx.scope.practices !== 'all')
    return refused('not-allowed', 'Statements are drawn up by whoever sets budgets.')
  const gathered = await gather(ctx, which)
  if (!gathered.ok) return gathered
  const { budget, asked } = gathered.value
  const { figures, method } = workOut(asked)
  const { commissioner, month } = which
  const groups = foldFigures(figures, monthNumber(month), ({ group, line }) => ({ practice: '', group, line }))
  return ctx.transaction(async (tx) => {
    const editionNo = await insertEdition(tx, {
      commissioner,
      year: asked.year,
      month,
      budget_no: budget.budgetNo,
      budget_version: budget.version,
      method,
      edition_mark: fingerprint([method, figures]),
      actor: ctx.actor.name,
      person_id: ctx.actor.userId ?? null,
      at: ctx.clock.now(),
    })
    await insertFigures(
      tx,
      figures.map((figure) => ({ ...sums(editionNo, commissioner, figure), practice: figure.practice })),
    )
    await insertGroupFigures(
      tx,
      groups.map((group) => ({
        ...sums(editionNo, commissioner, group),
        practices: practicesIn(figures.filter((figure) => figure.group === group.group && figure.line === group.line)),
      })),
    )
    await ctx.audit(tx, 'budget.draw-up', `${commissioner} ${month}`, { editionNo, budgetNo: budget.budgetNo })
    return ok({ editionNo, practices: practicesIn(figures) })
  })
}
