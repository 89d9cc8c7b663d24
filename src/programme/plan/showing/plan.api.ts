import { ok } from '#shared'
import { type Operation, defineOperation } from '#ui'
import { z } from 'zod'
import { findBaseline } from '../baseline/baselines.view.ts'
import { compare } from '../baseline/comparison.ts'
import { planSlippage } from '../baseline/slippage.view.ts'
import { planItems } from '../items/items.view.ts'
import { noPlan, ownerOfBaseline, whosePlan } from '../items/whose.view.ts'
import { listUnresolved } from '../leads/unresolved.view.ts'
import { comparisonTable, slippageTable } from './other-tables.ts'
import { code, number } from './plan-input.ts'
import { planTable } from './plan-table.ts'
import { unresolvedTable } from './unresolved-table.ts'

const owner = code.describe('The code of the group or commissioner whose plan it is.')

const itemsOperation = defineOperation({
  method: 'GET',
  name: 'plan-items',
  path: '/api/v1/plans/:owner/items',
  summary: 'The plan of a group or a commissioner: objectives, who leads, how they stand and by when',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner }),
  async answer(ctx, input) {
    const whose = await whosePlan(ctx, input.owner)
    if (!whose.ok) return whose
    return ok(planTable(await planItems(ctx, input), `Plan of ${whose.value.owner.name}`))
  },
})

const unresolvedOperation = defineOperation({
  method: 'GET',
  name: 'plan-unresolved',
  path: '/api/v1/plans/:owner/unresolved',
  summary: 'Initials, posts and bodies among the leads of a plan that somebody has to settle',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner }),
  async answer(ctx, input) {
    const whose = await whosePlan(ctx, input.owner)
    return whose.ok ? ok(unresolvedTable(await listUnresolved(ctx, input.owner), input.owner)) : whose
  },
})

const slippageOperation = defineOperation({
  method: 'GET',
  name: 'plan-slippage',
  path: '/api/v1/plans/:owner/slippage',
  summary: 'Items of a plan that are late, or put off since the baseline, by more than is tolerated',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner }),
  async answer(ctx, input) {
    const whose = await whosePlan(ctx, input.owner)
    return whose.ok ? ok(slippageTable(await planSlippage(ctx, input))) : whose
  },
})

const baselineOperation = defineOperation({
  method: 'GET',
  name: 'plan-baseline',
  path: '/api/v1/plan-baselines/:baseline',
  summary: 'The plan as it stands against a baseline',
  permission: 'programme.read',
  audit: null,
  input: z.object({ baseline: number.describe('The number of the baseline.') }),
  async answer(ctx, { baseline: baselineNo }) {
    const whose = await ownerOfBaseline(ctx, baselineNo)
    const baseline = whose === undefined ? undefined : await findBaseline(ctx, whose, baselineNo)
    if (whose === undefined || !baseline) return noPlan()
    return ok(comparisonTable(compare(baseline.lines, await planItems(ctx, { owner: whose })), baseline.title))
  },
})

export const operations: readonly Operation[] = [
  itemsOperation,
  unresolvedOperation,
  slippageOperation,
  baselineOperation,
]
