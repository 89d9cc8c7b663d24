import { type Pence, type Result, ok, refused, splitByWeight } from '#shared'

/** Twelve whole weights, April first; none negative, and not all of them nought. */
export type Weights = readonly bigint[]

export const equalTwelfths: Weights = Array.from({ length: 12 }, () => 1n)

/**
 * A year's amount over its months, April first, so that the parts make it to the penny: largest remainder, ties to the earlier month.
 * £100.00 in equal twelfths is £8.34 four times and £8.33 eight times.
 */
export const phaseYear = (amount: Pence, weights: Weights): Pence[] => splitByWeight(amount, weights)

/** A month in which more came back than went out (a large credit) has no weight rather than a negative one. */
const weightOf = (pence: number): bigint => BigInt(Math.max(0, Math.round(pence)))

/** What was spent in each month of a year as weights; nothing where there is no such year. */
export function seasonWeights(spent: readonly number[]): Weights | undefined {
  const weights = spent.map(weightOf)
  return weights.length === 12 && weights.some((weight) => weight > 0n) ? weights : undefined
}

const decimal = /^\d{1,12}(?:\.\d{1,4})?$/

const scaled = (text: string): bigint => {
  const [whole, part = ''] = text.split('.')
  return BigInt(whole! + part.padEnd(4, '0'))
}

export type WeightsResult = Result<Weights, 'not-weights'>

const wrong = (words: string): WeightsResult =>
  refused('not-weights', `${words} Write twelve numbers, April first: pounds, per cent, or any weights of your own.`)

/** Twelve numbers that somebody wrote: pounds, percentages or weights, with up to four decimals. `£`, `%` and commas are read over. */
export function weightsByHand(texts: readonly string[]): WeightsResult {
  const cleaned = texts.map((text) => text.trim().replace(/^£/, '').replace(/%$/, '').replaceAll(',', ''))
  if (cleaned.length !== 12) return wrong(`There are ${cleaned.length} numbers, not twelve.`)
  const at = cleaned.findIndex((text) => !decimal.test(text))
  if (at >= 0) return wrong(`“${texts[at]}”, number ${at + 1}, is not a number that counts for a month.`)
  const weights = cleaned.map(scaled)
  return weights.some((weight) => weight > 0n) ? ok(weights) : wrong('All twelve are nought.')
}
