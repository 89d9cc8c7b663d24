import { type Pence, roundHalfUp, toPence } from '#shared'
import { type Fraction, sumOf } from './decimal.ts'

/** The exact share of each weight in a whole, before it is rounded to anything. */
export function exactShares(whole: Fraction, weights: readonly bigint[]): Fraction[] {
  const total = sumOf(weights)
  if (total <= 0n) throw new RangeError('weights are not all zero')
  return weights.map((weight) => ({
    numerator: whole.numerator * weight,
    denominator: whole.denominator * total,
  }))
}

/**
 * What weights are multiplied with so that they add up to the money there is: control total over what they add up to. Fixed once a
 * year, as the national formula of general practice does, it says what a list that changes in the year is worth.
 */
export function normalisingFactor(control: Fraction, projected: Fraction): Fraction {
  if (projected.numerator <= 0n) throw new RangeError('nothing is projected')
  return {
    numerator: control.numerator * projected.denominator,
    denominator: control.denominator * projected.numerator,
  }
}

/** What a weight is worth at the factor of the year's first list: its pence in a whole year, rounded once. */
export const atFixedFactor = (weight: bigint, factor: Fraction): Pence =>
  toPence(Number(roundHalfUp(weight * factor.numerator, factor.denominator)))
