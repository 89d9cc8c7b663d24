import { type Pence, roundHalfUp, splitByWeight, toPence } from '#shared'

const whole = 10_000n

/**
 * What is not paid of emergency admissions above the baseline: 0 or less. Baseline 10.0 million, value 11.0 million: at a rate of 30%
 * 10.3 million is
 * paid, so −0.7 million; at 70% 10.7 million, so −0.3 million. Source: HFMA; the rule book 2.7.
 */
export function marginalDeduction(value: Pence, baseline: Pence, rateBp: number): Pence {
  const above = BigInt(Math.max(0, value - baseline))
  const unpaid = above - roundHalfUp(above * BigInt(rateBp), whole)
  return toPence(unpaid === 0n ? 0 : -Number(unpaid))
}

/** The part of a year’s baseline that belongs to its first months: twelfths that make the whole. */
export const baselineToDate = (baseline: Pence, months: number): Pence =>
  toPence(
    splitByWeight(
      baseline,
      Array.from({ length: 12 }, () => 1),
    )
      .slice(0, months)
      .reduce((sum, part) => sum + part, 0),
  )

export interface YearToDate {
  /** Value of emergency admissions of each month of the year so far, the first one first. */
  readonly values: readonly number[]
  readonly baseline: Pence
  readonly rateBp: number
}

const sum = (values: readonly number[]): Pence => toPence(values.reduce((total, value) => total + value, 0))

/**
 * What the last of these months bears: the deduction of the year so far less what the months before it bear, so that twelve months
 * come to the
 * year's deduction to the penny. A quiet month gives back what a busy one bore.
 */
export function marginalOfMonth({ values, baseline, rateBp }: YearToDate): Pence {
  const upTo = (months: number): Pence =>
    marginalDeduction(sum(values.slice(0, months)), baselineToDate(baseline, months), rateBp)
  const before = values.length - 1
  return toPence(upTo(values.length) - (before === 0 ? 0 : upTo(before)))
}
