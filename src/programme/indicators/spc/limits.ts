/** What a moving range is multiplied by: 3 / d₂, d₂ = 1.128 for ranges of two. */
const limitFactor = 2.66
/** A moving range above so many times their mean is left out of the second reckoning: D₄ for ranges of two. */
const screenFactor = 3.267
/** Near a limit: beyond two thirds of the way from the mean to it. */
const nearShare = 2 / 3

/** The limits of an individuals chart, in the unit of the values. */
export interface XmrLimits {
  readonly mean: number
  /** The mean of the moving ranges that were counted. */
  readonly meanRange: number
  readonly lower: number
  readonly upper: number
  readonly nearLower: number
  readonly nearUpper: number
  /** On how many values they rest. */
  readonly points: number
}

export interface LimitOptions {
  /** Moving ranges beyond 3.267 times their mean are left out once; on unless told. */
  readonly screen?: boolean
  /** Limits rest on so many values from the first; on all of them without it, and where there are fewer. */
  readonly fixAfter?: number
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** |xᵢ − xᵢ₋₁|, one fewer than the values. */
export const movingRanges = (values: readonly number[]): number[] =>
  values.slice(1).map((value, at) => Math.abs(value - values[at]!))

/**
 * Limits of an individuals and moving range (XmR) chart: mean ± 2.66 × mR̄, near-limits two thirds of the way. Where `screen` is on,
 * moving ranges above 3.267 × mR̄ are left out and mR̄ is taken once more.
 *
 * Sources: Wheeler, Understanding Variation (1993), ch. 3; NHS England, Making Data Count; the arithmetic of NHSRplotthedots 0.2.2,
 * whose published answers a test reproduces. Worked example: 52 48 55 50 47 53 49 51 54 46 50 52 have mean 50.5833 and mR̄ 4.3636, no range
 * above 14.26 to leave out: limits 38.9761 and 62.1906. Fewer than two values have no limits.
 */
export function xmrLimits(values: readonly number[], options: LimitOptions = {}): XmrLimits | undefined {
  const { screen = true, fixAfter = values.length } = options
  const base = values.slice(0, fixAfter)
  if (base.length < 2) return undefined
  const ranges = movingRanges(base)
  const rough = meanOf(ranges)
  const counted = screen ? ranges.filter((range) => range <= screenFactor * rough) : ranges
  const [mean, meanRange] = [meanOf(base), meanOf(counted)]
  const reach = limitFactor * meanRange
  return {
    mean,
    meanRange,
    lower: mean - reach,
    upper: mean + reach,
    nearLower: mean - nearShare * reach,
    nearUpper: mean + nearShare * reach,
    points: base.length,
  }
}
