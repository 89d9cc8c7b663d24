import type { Ctx } from '#platform'
import { type Reply, type Route, defineRoute, redirect, refusal } from '#ui'
import { z } from 'zod'
import { setWaiting } from '../items/depend.command.ts'
import { addMilestone, stepMilestone } from '../items/milestone.command.ts'
import { noteProgress, setStatus, undoStatus } from '../items/progress.command.ts'
import { noPlan, ownerOfItem } from '../items/whose.view.ts'
import { mayRun } from '../stores/reach.view.ts'
import { statuses } from '../timescale/timescale.ts'
import { itemAddress } from './addresses.ts'
import { again, at, itemPage, nowhere } from './item-view.page.tsx'
import { line, longText, number, optionalDay } from './plan-input.ts'

const statusRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item/status',
  permission: 'plan.change',
  audit: 'plan.status',
  input: at.extend({ status: z.enum(statuses, 'Say how it stands.'), words: line }),
  invalid: again,
  async handle(ctx, { item, status, words }) {
    const owner = await ownerOfItem(ctx, item)
    const done = owner === undefined ? noPlan() : await setStatus(ctx, { owner, itemNo: item, status, words })
    if (done.ok) return redirect(itemAddress(item), 'It is written down.')
    if (done.code === 'not-found') return nowhere()
    const field = done.code === 'same' ? 'status' : 'words'
    return itemPage(ctx, item, { errors: { [field]: done.message }, values: { status, words } })
  },
})

const undoStatusRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item/undo-status',
  permission: 'plan.change',
  audit: 'plan.undo-status',
  input: at,
  async handle(ctx, { item }) {
    const owner = await ownerOfItem(ctx, item)
    const done = owner === undefined ? noPlan() : await undoStatus(ctx, { owner, itemNo: item })
    if (done.ok) return redirect(itemAddress(item), 'The status before it stands again.')
    return done.code === 'not-found' ? nowhere() : refusal(409, done.message, 'Not taken back')
  },
})

const noteRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item/note',
  permission: 'lead.report',
  audit: 'plan.note',
  input: at.extend({ note: longText }),
  invalid: again,
  async handle(ctx, { item, note }) {
    const owner = await ownerOfItem(ctx, item)
    const done = owner === undefined ? noPlan() : await noteProgress(ctx, { owner, itemNo: item, words: note })
    if (done.ok) return redirect(itemAddress(item), 'It is noted.')
    return done.code === 'not-found'
      ? nowhere()
      : itemPage(ctx, item, { errors: { note: done.message }, values: { note } })
  },
})

const steps = ['add', 'reached', 'reopened', 'removed'] as const
const milestoneForm = at.extend({
  step: z.enum(steps),
  milestone: number.optional(),
  title: line,
  milestone_due: optionalDay,
})

async function addMilestoneFor(ctx: Ctx, owner: string, given: z.output<typeof milestoneForm>): Promise<Reply> {
  const { item, title, milestone_due: due } = given
  const values = { title, milestone_due: due ?? '' }
  if (due === null)
    return itemPage(ctx, item, { errors: { milestone_due: 'Write the day by which it is reached.' }, values })
  const done = await addMilestone(ctx, { owner, itemNo: item, title, due })
  if (done.ok) return redirect(itemAddress(item), 'The milestone is added.')
  return done.code === 'not-found' ? nowhere() : itemPage(ctx, item, { errors: { title: done.message }, values })
}

const milestoneRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item/milestones',
  permission: 'plan.change',
  audit: 'plan.milestone',
  input: milestoneForm,
  invalid: again,
  async handle(ctx, given) {
    const { item, step, milestone } = given
    const owner = await ownerOfItem(ctx, item)
    if (owner === undefined || !(await mayRun(ctx, owner))) return nowhere()
    if (step === 'add') return addMilestoneFor(ctx, owner, given)
    const done = await stepMilestone(ctx, { owner, itemNo: item, milestoneNo: milestone ?? 0, step })
    if (done.ok) return redirect(itemAddress(item), 'It is written down.')
    return done.code === 'not-found' ? nowhere() : refusal(409, done.message, 'Nothing was changed')
  },
})

const waitsRoute = defineRoute({
  method: 'POST',
  path: '/plan/items/:item/waits',
  permission: 'plan.change',
  audit: 'plan.depend',
  input: at.extend({ waits_for: line, is_on: z.enum(['yes', 'no']) }),
  invalid: again,
  async handle(ctx, { item, waits_for: ref, is_on: isOn }) {
    const owner = await ownerOfItem(ctx, item)
    const done =
      owner === undefined ? noPlan() : await setWaiting(ctx, { owner, itemNo: item, ref, isOn: isOn === 'yes' })
    if (done.ok) return redirect(itemAddress(item), 'It is written down.')
    if (done.code === 'not-found') return nowhere()
    return itemPage(ctx, item, { errors: { waits_for: done.message }, values: { waits_for: ref } })
  },
})

/** What is said of an item, as it goes on. */
export const itemStepRoutes: readonly Route[] = [statusRoute, undoStatusRoute, noteRoute, milestoneRoute, waitsRoute]
