import type { Month, PlainDate } from '#shared'
import type { TrialError } from '../forecast/back-test.ts'
import type { ModelName, PhasingForm } from '../policy/monitoring-policy.ts'

/** How one line was spread over the year and what was made of its late data. */
export interface LineMethod {
  readonly line: string
  readonly form: PhasingForm
  /** Who chose the form and why; nothing where it is what policy says. */
  readonly chosen: { readonly by: string; readonly words: string; readonly on: PlainDate } | null
  /** Twelve whole weights as text, April first. */
  readonly weights: readonly string[]
  /** Variance over mean of what is spent, in pence; nothing where too few practices tell. */
  readonly spread: number | null
  /** What a flex is multiplied by to be what its freeze will be. */
  readonly completion: number
}

/** How far each month is known: by how many providers it was sent, and as what. */
export interface MonthKnown {
  readonly month: Month
  readonly freeze: readonly string[]
  readonly flex: readonly string[]
  /** Providers that send every month and have not sent this one. */
  readonly missing: readonly string[]
}

/** Everything that the figures of one edition were worked out with. */
export interface Method {
  readonly lines: readonly LineMethod[]
  /** The same for all lines of a practice together. */
  readonly spread: number | null
  readonly known: readonly MonthKnown[]
  readonly model: ModelName
  /** How many stretches of twelve months the models were tried on, and what each was out by after as many months. */
  readonly trials: number
  readonly errors: readonly TrialError[]
  /** How much of the budget is each practice's own history, 0 to 1: chance was in that too. */
  readonly historyWeight: number
  /** At what grain price, volume and mix were told apart. */
  readonly mixBy: 'hrg' | 'pod' | 'none'
  /** Whether the year before was at the prices of this one, so that a new price list is no variance. */
  readonly mixPrices: 'year' | 'own'
  readonly notes: readonly string[]
  /** Not for whoever may not see small numbers. */
  readonly insideNotes: readonly string[]
}
