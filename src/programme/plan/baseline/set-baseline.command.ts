import type { Ctx } from '#platform'
import { type Result, ok, refused } from '#shared'
import { notFound } from '../items/change-item.command.ts'
import { planItems } from '../items/items.view.ts'
import { deedOf } from '../stores/deed.ts'
import { lockPlan } from '../stores/locks.store.ts'
import { insertBaseline, insertTolerance } from '../stores/plan.store.ts'
import { mayRun } from '../stores/reach.view.ts'
import { type WordsRefusal, refuseWords } from '../stores/refuse-words.ts'

/** Keeps the plan as it stands now, for what comes of it to be held against. */
export async function setBaseline(
  ctx: Ctx,
  { owner, title }: { readonly owner: string; readonly title: string },
): Promise<Result<{ baselineNo: number; items: number }, WordsRefusal | 'not-found' | 'empty'>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  const wrong = refuseWords('Title', title, { need: 'Say what it is: “Agreed by the board in April”.', most: 200 })
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const items = await planItems({ ...ctx, db: tx }, { owner })
    if (items.length === 0) return refused('empty', 'There is nothing in the plan yet to be held against.')
    const lines = items.map((item) => ({
      owner,
      item_no: item.itemNo,
      section: item.section,
      ref: item.ref,
      objective: item.objective,
      leads_text: item.leadsText,
      status: item.status,
      start_date: item.start,
      due_date: item.due,
    }))
    const baselineNo = await insertBaseline(tx, { owner, title: title.trim(), ...deedOf(ctx) }, lines)
    await ctx.audit(tx, 'plan.baseline', `baseline ${baselineNo}`, { owner, items: items.length })
    return ok({ baselineNo, items: items.length })
  })
}

/** By how many days items of a plan may slip. */
export async function setTolerance(
  ctx: Ctx,
  { owner, days }: { readonly owner: string; readonly days: number },
): Promise<Result<{ days: number }, 'not-found' | 'days'>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  if (!Number.isInteger(days) || days < 0 || days > 366) return refused('days', 'Write a number of days from 0 to 366.')
  return ctx.transaction(async (tx) => {
    await insertTolerance(tx, { owner, days, ...deedOf(ctx) })
    await ctx.audit(tx, 'plan.tolerance', owner, { days })
    return ok({ days })
  })
}
