import type { Month, Pence, PlainDate } from '#shared'

/**
 * How a contract pays. `tariff`: by the line at national or local prices. `payment-scheme`: a fixed sum for most of it, and the line
 * for the rest. `low-volume-block` and `block`: a fixed sum alone. `local`: by the line, at prices agreed for it.
 */
export const mechanisms = ['tariff', 'payment-scheme', 'low-volume-block', 'block', 'local'] as const
export type Mechanism = (typeof mechanisms)[number]

/** Whether single lines are paid for: under a block no line of activity adds anything to the bill. */
export const paysByLine = (mechanism: Mechanism): boolean => mechanism !== 'block' && mechanism !== 'low-volume-block'

/** Working days that each side has: to say that a question came, to answer it, and until it goes to dispute resolution. */
export interface Clocks {
  readonly acknowledgeDays: number
  readonly answerDays: number
  readonly escalateDays: number
}

/** The terms of a contract in one of its versions, and the days on which they hold: half-open, without end where there is none. */
export interface Contract {
  /** Of this version: after an amendment the same reference has another one. */
  readonly contractId: number
  readonly reference: string
  readonly commissioner: string
  readonly provider: string
  readonly mechanism: Mechanism
  readonly from: PlainDate
  readonly to: PlainDate | null
  /** Codes of specialty, HRG, service or point of delivery; empty: all that no other contract with the provider names. */
  readonly services: readonly string[]
  readonly fixedPencePerYear: Pence | null
  /** Differences of a line up to this are let go. */
  readonly lineTolerancePence: Pence
  /** A challenge of less than this is not sent. */
  readonly batchTolerancePence: Pence
  readonly clocks: Clocks
  /** Agreed instead of what policy says, in ten-thousandths; null where policy holds. */
  readonly readmissionThresholdBp: number | null
  readonly cquinBp: number | null
}

/** What is planned under a contract in a month at a point of delivery. */
export interface PlannedActivity {
  readonly commissioner: string
  readonly provider: string
  readonly reference: string
  readonly month: Month
  readonly pod: string
  /** May have up to three decimals: plans divide a year by twelve. */
  readonly activity: number
  readonly valuePence: Pence
}
