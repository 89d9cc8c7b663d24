import type { FinancialYear, Month, Pence } from '#shared'
import type { Completion, Spending } from '../actuals/actual.ts'
import type { PhasingChoice } from '../phasing/choice.ts'
import type { MonitoringPolicy } from '../policy/monitoring-policy.ts'
import type { Cell } from '../variance/split-variance.ts'

/** What a practice has for a line in the budget that was issued. */
export interface Amount {
  readonly practice: string
  readonly group: string | null
  readonly line: string
  readonly pence: Pence
}

/** Everything that one month's statements are worked out from. */
export interface WorkAsked {
  readonly year: FinancialYear
  readonly month: Month
  readonly amounts: readonly Amount[]
  /** 0 to 1: how much of the budget is each practice's own history. */
  readonly historyWeight: number
  /** Of the year so far and of as many months before as are known. */
  readonly spending: Spending
  readonly completion: Completion
  readonly choices: readonly PhasingChoice[]
  /** Kinds of care now and in the base; `hasBase` is false where nothing is known of the same months a year before. */
  readonly cells: {
    readonly by: 'hrg' | 'pod'
    readonly hasBase: boolean
    readonly prices: 'year' | 'own'
    of(practice: string, line: string): readonly Cell[]
  }
  readonly policy: MonitoringPolicy
  sourceOf(line: string): 'activity' | 'prescribing' | 'none'
  titleOf(line: string): string
}

/** What of it a year is phased from. */
export type PhasingWork = Pick<
  WorkAsked,
  'year' | 'amounts' | 'spending' | 'choices' | 'policy' | 'sourceOf' | 'titleOf'
>
