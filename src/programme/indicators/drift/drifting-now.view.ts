import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import type { PlainDate } from '#shared'
import { budgetDrift } from './budget-drift.view.ts'
import type { Drifting } from './drift.ts'
import { indicatorDrift } from './indicator-drift.view.ts'
import { planDrift } from './plan-drift.view.ts'

/**
 * What of an owner is beyond its tolerance on a day: indicators, the budget, the plan. Targets of the framework are handed in by its room
 * (`noteDrift`), which stands behind this one.
 */
export async function driftingNow(ctx: Ctx, { owner, on }: { owner: string; on: PlainDate }): Promise<Drifting[]> {
  if (!(await ownersFor(ctx)).sees(owner)) return []
  return [
    ...(await indicatorDrift(ctx, { owner, on })),
    ...(await budgetDrift(ctx, { owner, on })),
    ...(await planDrift(ctx, { owner, on })),
  ]
}
