import type { Ctx } from '#platform'
import { type PlainDate, type Result, dayInLondon, ok, refused } from '#shared'
import { deedOf } from '../stores/deed.ts'
import { lockPlan } from '../stores/locks.store.ts'
import { insertMilestone, insertMilestoneEvent } from '../stores/plan.store.ts'
import { mayRun } from '../stores/reach.view.ts'
import { type WordsRefusal, refuseWords } from '../stores/refuse-words.ts'
import { notFound } from './change-item.command.ts'
import { findItem } from './items.view.ts'
import { listMilestones } from './milestones.view.ts'

type MilestoneRefusal = WordsRefusal | 'not-found' | 'same'

/** A day by which something of an item is to be reached. */
export async function addMilestone(
  ctx: Ctx,
  { owner, itemNo, title, due }: { owner: string; itemNo: number; title: string; due: PlainDate },
): Promise<Result<{ milestoneNo: number }, MilestoneRefusal>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  const wrong = refuseWords('Milestone', title, { need: 'Say what is reached then.', most: 200 })
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const item = await findItem({ ...ctx, db: tx }, owner, itemNo)
    if (!item || item.isRemoved) return notFound()
    const milestoneNo = await insertMilestone(tx, { item_no: itemNo, owner, title: title.trim(), ...deedOf(ctx) })
    await insertMilestoneEvent(tx, { milestone_no: milestoneNo, owner, event: 'due', on_date: due, ...deedOf(ctx) })
    await ctx.audit(tx, 'plan.milestone', `item ${itemNo}`, { owner, milestone: milestoneNo, due })
    return ok({ milestoneNo })
  })
}

export type MilestoneStep = 'reached' | 'reopened' | 'removed'

const stepActions = {
  reached: 'plan.milestone-reached',
  reopened: 'plan.milestone-reopened',
  removed: 'plan.milestone-removed',
} as const

/** A milestone was reached today, is open again after all, or is none any more. */
export async function stepMilestone(
  ctx: Ctx,
  { owner, itemNo, milestoneNo, step }: { owner: string; itemNo: number; milestoneNo: number; step: MilestoneStep },
): Promise<Result<{ milestoneNo: number }, MilestoneRefusal>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const all = await listMilestones({ ...ctx, db: tx }, owner)
    const found = all.find((each) => each.milestoneNo === milestoneNo && each.itemNo === itemNo)
    if (!found) return notFound()
    if (step !== 'removed' && (step === 'reached') === (found.reachedOn !== null))
      return refused('same', step === 'reached' ? 'It was reached already.' : 'It is open already.')
    const day = step === 'reached' ? dayInLondon(ctx.clock.now()) : null
    await insertMilestoneEvent(tx, { milestone_no: milestoneNo, owner, event: step, on_date: day, ...deedOf(ctx) })
    await ctx.audit(tx, stepActions[step], `item ${itemNo}`, { owner, milestone: milestoneNo })
    return ok({ milestoneNo })
  })
}
