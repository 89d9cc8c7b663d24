import { type Pence, formatPounds, toPence } from '#shared'
import type { Outcome } from './simulate.ts'

/** What the pool must hold to suffice in so many of a thousand years. */
export interface PoolAt {
  readonly perMille: number
  readonly pence: Pence
  /** Within which it lies in 95 of 100 simulations of as many years. */
  readonly lowPence: Pence
  readonly highPence: Pence
}

export interface Bar {
  readonly fromPence: Pence
  readonly toPence: Pence
  readonly years: number
}

export interface NeedSummary {
  readonly years: number
  readonly meanPence: Pence
  readonly meanExcessPence: Pence
  readonly mostPence: Pence
  readonly at: readonly PoolAt[]
  readonly bars: readonly Bar[]
}

const whole = (value: number): Pence => toPence(Math.round(value))

/** The year of that rank, the first being 1; the years are in order. */
const ranked = (needed: Float64Array, rank: number): Pence =>
  whole(needed[Math.min(needed.length, Math.max(1, rank)) - 1]!)

/**
 * The smallest of the simulated needs that suffices in at least so many years: of ten years and 900 per mille the ninth. Its bounds are
 * the ranks 1.96 binomial standard deviations away.
 */
export function poolAt(needed: Float64Array, perMille: number): PoolAt {
  const rank = Math.ceil((needed.length * perMille) / 1_000)
  const away = 1.96 * Math.sqrt((needed.length * perMille * (1_000 - perMille)) / 1_000_000)
  return {
    perMille,
    pence: ranked(needed, rank),
    lowPence: ranked(needed, Math.floor(rank - away)),
    highPence: ranked(needed, Math.ceil(rank + away)),
  }
}

/** In how many of a thousand years a pool of that size sufficed. */
export function sufficesPerMille(needed: Float64Array, pence: number): number {
  let [low, high] = [0, needed.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (needed[middle]! <= pence) low = middle + 1
    else high = middle
  }
  return needed.length === 0 ? 0 : Math.floor((1_000 * low) / needed.length)
}

const stepsOf = [1, 2, 2.5, 5, 10]

/** A round step of pounds by which about so many bars reach the most. */
function roundStep(mostPence: number, bars: number): number {
  const least = Math.max(10_000, mostPence / bars)
  const power = 10 ** Math.floor(Math.log10(least))
  return Math.round(stepsOf.find((step) => step * power >= least)! * power)
}

/** Years by what they needed, in steps of round pounds; what is beyond the 999th of a thousand years is in the last bar. */
export function barsOf(needed: Float64Array, bars = 24): Bar[] {
  const top = poolAt(needed, 999).pence
  const step = roundStep(top, bars)
  const count = Math.max(1, Math.ceil((top + 1) / step))
  const years = Array.from({ length: count }, () => 0)
  for (const one of needed) years[Math.min(count - 1, Math.floor(one / step))]! += 1
  return years.map((of, at) => ({ fromPence: toPence(at * step), toPence: toPence((at + 1) * step), years: of }))
}

export function summaryOf(
  { neededPence: needed, meanExcessPence }: Outcome,
  confidences: readonly number[],
): NeedSummary {
  const mean = needed.reduce((sum, one) => sum + one, 0) / needed.length
  return {
    years: needed.length,
    meanPence: whole(mean),
    meanExcessPence: whole(meanExcessPence),
    mostPence: whole(needed.at(-1) ?? 0),
    at: confidences.map((perMille) => poolAt(needed, perMille)),
    bars: barsOf(needed),
  }
}

/** `950` to `95 of 100 years`, `975` to `975 of 1,000 years`. */
export const yearsWords = (perMille: number): string =>
  perMille % 10 === 0 ? `${perMille / 10} of 100 years` : `${perMille} of 1,000 years`

/** Up to the next whole pound: less would not suffice. */
export const wholePounds = (pence: Pence): Pence => toPence(Math.ceil(pence / 100) * 100)

/** The answer in a sentence. */
export const answerWords = ({ pence, perMille }: Pick<PoolAt, 'pence' | 'perMille'>): string =>
  `With ${formatPounds(wholePounds(pence))} the pool suffices in ${yearsWords(perMille)}.`
