import { type Pence, roundHalfUp, toPence } from '../money.ts'
import { nearestFive } from './small-numbers.ts'

/** £1,000: no published sum is finer. */
const finestPence = 100_000n

const size = (value: bigint): bigint => (value < 0n ? -value : value)

/** The next of £1,000, £2,000, £5,000, £10,000, … that is at least so much. */
function baseFor(pence: bigint): bigint {
  let base = finestPence
  for (let at = 0; base < pence; at++) base = at % 3 === 1 ? (base * 5n) / 2n : base * 2n
  return base
}

/**
 * The money of a count of eight and more, as it is published: that of the rounded count (money × rounded ÷ true), to the nearest
 * £1,000, or the next of 2, 5 and 10 thousand … where a line costs more. So it depends on the rounded count and on what a line
 * costs on average: twelve lines at £5,000 are published as ten lines and £50,000, and nobody divides £60,000 by a known price. A
 * half goes away from nought.
 *
 * `publishedPence(£60,000, 12)` is £50,000; `publishedPence(£1,234, 8)` is £2,000.
 */
export function publishedPence(pence: Pence, count: number): Pence {
  const rounded = BigInt(nearestFive(count))
  const [whole, lines] = [BigInt(pence), BigInt(count)]
  const base = baseFor((size(whole) + lines - 1n) / lines)
  return toPence(Number(roundHalfUp(whole * rounded, lines * base) * base))
}

/** A mean of eight and more, in whole pounds. */
export const publishedMean = (pence: Pence): Pence => toPence(Number(roundHalfUp(BigInt(pence), 100n) * 100n))

/** From this whole on a share is published with one decimal, below it in whole per cent (HES disclosure control). */
const wholeForDecimals = 4_000

/** A share in per cent, from the counts as they are published. */
export function publishedShare(part: number, whole: number): number {
  const share = (100 * part) / whole
  return whole >= wholeForDecimals ? Math.round(10 * share) / 10 : Math.round(share)
}
