import { driftStateOf, listDrift } from '#programme/indicators'
import type { Outcome } from './reading.ts'
import { shareOutcome, unmeasured } from './reading.ts'
import type { MeasureSetting } from './setting.ts'

/** Of everything that was ever found to drift what is on an agenda, being followed, or closed. */
export async function driftOutcome({ ctx, owner, on }: MeasureSetting): Promise<Outcome> {
  const found = (await listDrift(ctx, { owner })).filter(({ foundOn }) => foundOn <= on)
  if (found.length === 0) return unmeasured('Nothing was found to drift yet.')
  const followed = found.filter((drift) => driftStateOf(drift) !== 'found')
  return shareOutcome(followed.length, found.length, 100, { one: 'drift', many: 'drifts' })
}
