import { sumOf } from './decimal.ts'

/** Least and most of the mean amount for a patient, in percent; none where null. */
export interface Limits {
  readonly floorPercent: number | null
  readonly ceilingPercent: number | null
}

interface Held {
  /** Patients times the percent at which a practice is held. */
  readonly at: bigint
  readonly kind: 'floor' | 'ceiling'
}

/** How far below the floor or above the ceiling a practice would be, in amounts of one common measure. */
function violation(share: bigint, floor: bigint | null, ceiling: bigint | null): bigint {
  if (floor !== null && share < floor) return floor - share
  return ceiling !== null && share > ceiling ? ceiling - share : 0n
}

const percent = (value: number | null, patients: number): bigint | null =>
  value === null ? null : BigInt(value) * BigInt(patients)

/**
 * Weights that share a whole so that nobody gets less than the floor or more than the ceiling for a patient, and the rest share what
 * remains by their own weights. Those on the side that moves more money are held first, until nobody is beyond a limit (as a page lays
 * out columns with least and most widths). The weights given back are on a scale of their own; their total is the whole.
 *
 * Patients 100 and 100, weights 1 and 9, floor 50%: the first gets half of a mean head, 25% of the whole, the second 75%.
 */
export function withinLimits(
  weights: readonly bigint[],
  patients: readonly number[],
  { floorPercent, ceilingPercent }: Limits,
): readonly bigint[] {
  if (floorPercent === null && ceilingPercent === null) return weights
  const everybody = 100n * BigInt(patients.reduce((sum, each) => sum + each, 0))
  const held = new Map<number, Held>()
  for (;;) {
    const isWeightless = weights.every((weight, at) => weight === 0n || held.has(at))
    // Those who weigh nothing share what the held ones leave by head, instead of leaving it to nobody.
    const own = isWeightless ? patients.map(BigInt) : weights
    const freeTotal = sumOf(own.map((weight, at) => (held.has(at) ? 0n : weight)))
    const left = everybody - sumOf([...held.values()].map(({ at }) => at))
    if (freeTotal === 0n) return weights.map((_, at) => held.get(at)?.at ?? 0n)
    // Everything times freeTotal, so that nothing is divided: a free practice has weight x left, a held one its hold x freeTotal.
    const shares = own.map((weight, at) => (held.has(at) ? held.get(at)!.at * freeTotal : weight * left))
    const beyond = weights.map((_, at) => {
      if (held.has(at)) return 0n
      const [floor, ceiling] = [percent(floorPercent, patients[at]!), percent(ceilingPercent, patients[at]!)]
      return violation(shares[at]!, floor && floor * freeTotal, ceiling && ceiling * freeTotal)
    })
    if (beyond.every((each) => each === 0n)) return shares
    const total = sumOf(beyond)
    for (const [at, each] of beyond.entries()) {
      if (each > 0n && total >= 0n) held.set(at, { kind: 'floor', at: percent(floorPercent, patients[at]!)! })
      if (each < 0n && total <= 0n) held.set(at, { kind: 'ceiling', at: percent(ceilingPercent, patients[at]!)! })
    }
  }
}
