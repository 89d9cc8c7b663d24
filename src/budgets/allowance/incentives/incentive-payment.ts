import { type Pence, toPence } from '#shared'

export interface IncentiveQuestion {
  /** Patients on the list of the day that the scheme names. */
  readonly patients: number
  readonly pencePerPatient: number
  /** All targets of the plan, its own and those it shares, are met and claimed in time. */
  readonly isTargetMet: boolean
  /** What the practice may use of what it freed up in the year. */
  readonly freedUpPence: Pence
}

/** What a practice gets for meeting its plan: what it freed up, and what is added where that is less than the payment. */
export interface IncentivePayment {
  /** What the scheme pays at most: the list times the rate; nothing where the targets are not met. */
  readonly targetPence: Pence
  readonly freedUpPence: Pence
  readonly topUpPence: Pence
  /** Freed-up resource and top-up together. */
  readonly totalPence: Pence
}

/**
 * Targets met: the larger of the payment and what was freed up, the payment only as far as that falls short. Targets not met: what
 * was freed up, which does not depend on them. Guidance of the medical association, March 2007. Worked example, a list of 8,000 at
 * 95p: the payment is £7,600; with £5,000 freed up £2,600 is added; with £9,000 nothing; with £5,000 and targets missed it is
 * £5,000.
 */
export function incentivePayment({
  patients,
  pencePerPatient,
  isTargetMet,
  freedUpPence,
}: IncentiveQuestion): IncentivePayment {
  if (freedUpPence < 0) throw new RangeError('less than nothing is not freed up')
  const targetPence = toPence(isTargetMet ? patients * pencePerPatient : 0)
  const topUpPence = toPence(Math.max(0, targetPence - freedUpPence))
  return { targetPence, freedUpPence, topUpPence, totalPence: toPence(freedUpPence + topUpPence) }
}
