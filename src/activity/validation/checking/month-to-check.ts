import type { BilledActivity, TotalsFile } from '#activity/import'
import type { PricedFile } from '#activity/pricing'
import type { Month } from '#shared'

/** What was billed to one commissioner in a month, with its prices. */
export interface BilledMonth {
  readonly month: Month
  readonly activity: BilledActivity
  readonly priced: readonly PricedFile[]
}

/** A month to be checked. */
export interface MonthToCheck extends BilledMonth {
  readonly totals: readonly TotalsFile[]
}

/** All that one commissioner's months are checked with. */
export interface BillsToCheck {
  /** Empty where nobody said to whom it was billed. */
  readonly commissioner: string
  /** In order. */
  readonly months: readonly MonthToCheck[]
  /** The months to be checked and those around them, of those there are, in order. */
  readonly around: readonly BilledMonth[]
}

export const linesOf = ({ activity }: BilledMonth): number =>
  activity.current.files.reduce((sum, { lines }) => sum + lines, 0)

/** How far back and ahead a rule may look, in months. */
export const monthsBefore = 12
export const monthsAfter = 2
