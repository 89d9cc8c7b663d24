import type { Ctx } from '#platform'
import { type Result, ok, refused } from '#shared'
import { deedOf } from '../stores/deed.ts'
import { lockPlan } from '../stores/locks.store.ts'
import { insertDependency } from '../stores/plan.store.ts'
import { mayRun } from '../stores/reach.view.ts'
import { notFound } from './change-item.command.ts'
import { circleWords, findCircle } from './circle.ts'
import { dependenciesOf } from './dependencies.view.ts'
import { planItems } from './items.view.ts'

export interface Waiting {
  readonly owner: string
  readonly itemNo: number
  /** The reference of what it waits for. */
  readonly ref: string
  readonly isOn: boolean
}

/** An item waits for another, or does not any more. A circle is refused, and named. */
export async function setWaiting(
  ctx: Ctx,
  { owner, itemNo, ref, isOn }: Waiting,
): Promise<Result<{ itemNo: number; waitsFor: number }, 'not-found' | 'ref' | 'circle'>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const asking = { ...ctx, db: tx }
    const items = await planItems(asking, { owner })
    const item = items.find((each) => each.itemNo === itemNo)
    if (!item) return notFound()
    const other = items.find((each) => each.ref === ref.trim())
    if (!other) return refused('ref', `“${ref.trim()}” is no reference of this plan.`)
    const waits = await dependenciesOf(asking, owner)
    const own = (waits.get(itemNo) ?? []).filter((each) => each !== other.itemNo)
    const isThere = own.length < (waits.get(itemNo)?.length ?? 0)
    if (isThere === isOn) return ok({ itemNo, waitsFor: other.itemNo })
    // Told from the item that was to wait.
    const wanted = new Map([[itemNo, [...own, other.itemNo]], ...[...waits].filter(([each]) => each !== itemNo)])
    const circle = isOn ? findCircle(wanted) : undefined
    const refOf = (number: number): string => items.find((each) => each.itemNo === number)?.ref ?? '?'
    if (circle) return refused('circle', `That would go round in a circle: ${circleWords(circle, refOf)}.`)
    const link = { owner, item_no: itemNo, waits_for: other.itemNo, is_on: isOn, import_no: null }
    await insertDependency(tx, { ...link, ...deedOf(ctx) })
    await ctx.audit(tx, isOn ? 'plan.depend' : 'plan.undepend', `item ${itemNo}`, { owner, waitsFor: other.itemNo })
    return ok({ itemNo, waitsFor: other.itemNo })
  })
}
