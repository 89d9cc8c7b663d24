import { type Pence, toPence } from '#shared'

/** What a year is expected to come to, and how far chance may carry it. */
export interface Expected {
  readonly yearPence: Pence
  readonly outturnPence: Pence
  readonly outturnBandPence: Pence
}

/**
 * By how much a budget is expected to be overspent beyond both what chance makes of it and what is tolerated; nothing where it is not.
 * A budget of £1,000,000 expected at £1,030,000, band £12,000, tolerance 1% (£10,000): overspent by £30,000. Expected at £1,011,000: not.
 */
export function overspendBeyond(
  { yearPence, outturnPence, outturnBandPence }: Expected,
  toleranceBasisPoints: number,
): Pence | undefined {
  const over = outturnPence - yearPence
  const tolerance = (yearPence * toleranceBasisPoints) / 10_000
  return yearPence > 0 && over > outturnBandPence && over > tolerance ? toPence(over) : undefined
}
