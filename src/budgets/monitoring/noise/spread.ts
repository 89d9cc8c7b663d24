import { type Pence, toPence } from '#shared'

/**
 * How much chance there is in some kind of spending, as pence: the variance of a sum is this times its mean. For admissions that come
 * as a Poisson process and cost `mean` on average it is mean × (1 + cv²); what comes in runs (a referral and
 * its follow-ups) makes it larger.
 */
export type Spread = number

/** What one practice spent in a stretch of a year and in the same stretch of the year before, in pence. */
export interface Pair {
  readonly before: number
  readonly now: number
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The median of the square of what is normal around nought, over its variance. */
const medianSquare = 0.454937

/** What part of the pairs may lie far out without moving the answer: theirs is a change of rate, not chance. */
const far = 9

/** The mean of the squares of what is normal and within three standard deviations. */
const meanOfNear = 0.9733

const sumOf = (pairs: readonly Pair[], of: keyof Pair): number => pairs.reduce((sum, pair) => sum + pair[of], 0)

/** Each pair's difference from what the growth of all leads to expect, squared, over what its variance would be at a spread of 1. */
function squaresOf(stretch: readonly Pair[]): number[] {
  const used = stretch.filter(({ before, now }) => before > 0 && now > 0)
  const growth = sumOf(used, 'now') / sumOf(used, 'before')
  return used.map(({ before, now }) => {
    const expected = (before * growth + now) / 2
    return (now - before * growth) ** 2 / (expected * (1 + growth))
  })
}

/**
 * The spread of spending, from what practices spent in stretches of a year and in the same stretches of the year before. If nothing
 * changed but the whole (by `growth`), a practice's difference `now − before × growth` is chance alone, with the variance spread ×
 * (now + before × growth²) as expected. A first answer is the median of the squares over that, which a few practices whose rate did
 * change do not move; the second is the mean of those within three standard deviations of the first, which wastes less. Nothing from
 * fewer pairs than are asked for, or none that spent.
 */
export function spreadOf(stretches: readonly (readonly Pair[])[], atLeast: number): Spread | undefined {
  const squares = stretches.flatMap(squaresOf)
  if (squares.length === 0 || squares.length < atLeast) return undefined
  const first = median(squares) / medianSquare
  const near = squares.filter((square) => square <= far * first)
  return near.length === 0 ? first : near.reduce((sum, square) => sum + square, 0) / near.length / meanOfNear
}

/** As far as money tells nothing: the spread of admissions that cost `meanPence` each, by the arithmetic of §1.4. */
export const spreadByRule = (meanPence: number, costCv: number): Spread => meanPence * (1 + costCv * costCv)

export interface BandAsked {
  /** What is expected up to now. */
  readonly planPence: number
  readonly spread: Spread
  /** 1.96 for 95 of 100. */
  readonly width: number
  /**
   * How much of the expectation is the practice's own past, from 0 (a fair share) to 1 (its history), and over how many months
   * of it as against those expected now: chance was in that past as well.
   */
  readonly history?: { readonly weight: number; readonly months: number; readonly monthsNow: number }
}

/**
 * Half the width of the band within which spending lies by chance alone, in pence: width × √(spread × plan × (1 + w² × months now /
 * months of history)). A plan of £100,000 for 3 months, of 12 months of own history, at a spread of £3,000: 1.96 × √(£3,000 ×
 * £100,000 × 1.25) = £37,955. Nothing planned, no band.
 */
export function bandOf({ planPence, spread, width, history }: BandAsked): Pence {
  const past = history ? (history.weight ** 2 * history.monthsNow) / history.months : 0
  return toPence(Math.round(width * Math.sqrt(Math.max(0, planPence) * spread * (1 + past))))
}
