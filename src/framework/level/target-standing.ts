import type { Said } from '../assessment/rating.ts'
import type { Definition, Target } from '../definition/definition.ts'
import type { Reading } from '../evidence/reading.ts'

/** Where one target stands: what was said of it, what was measured, and which of the two decides. */
export interface TargetStanding {
  readonly target: Target
  readonly said: Said | undefined
  readonly reading: Reading | undefined
  readonly isMet: boolean
  /** `measured`: by records. `said`: by a rating alone. `open`: neither says anything. */
  readonly by: 'measured' | 'said' | 'open'
  /** Rated OK and measured as missed, or the other way round. */
  readonly disagrees: boolean
}

/**
 * What is measured counts before what somebody says; a rating decides where nothing is measured. Worked examples: rated low and measured
 * as met is met, and the two disagree; rated OK and not measured is met.
 */
export function standingOf(target: Target, said: Said | undefined, reading: Reading | undefined): TargetStanding {
  const rated = said?.rating ?? null
  const measured = reading?.isMet ?? null
  const disagrees = measured !== null && rated !== null && measured !== (rated === 'ok')
  if (measured !== null) return { target, said, reading, isMet: measured, by: 'measured', disagrees }
  return { target, said, reading, isMet: rated === 'ok', by: rated === null ? 'open' : 'said', disagrees: false }
}

export const standingsOf = (
  definition: Definition,
  said: ReadonlyMap<string, Said>,
  readings: readonly Reading[],
): TargetStanding[] => {
  const byTarget = new Map(readings.map((reading) => [reading.target, reading]))
  return definition.targets.map((target) => standingOf(target, said.get(target.ref), byTarget.get(target.ref)))
}
