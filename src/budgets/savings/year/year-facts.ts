import type { FinancialYear, Month, Pence } from '#shared'

/** What one practice was given and spent on one service line, once the year is in. */
export interface LineFact {
  readonly practice: string
  /** Empty where the practice is in no group. */
  readonly group: string
  readonly line: string
  /** Lines of activity or items on which the outturn rests. */
  readonly lines: number
  readonly budgetPence: Pence
  /** As monitoring has it: what was found and given back within the bills of the year is in it already. */
  readonly outturnPence: Pence
  /** What of budget less outturn is due to other prices than those that the budget was set at: above zero where prices fell. */
  readonly pricePence: Pence
  /** What providers accepted of challenges to these lines and gave back within the bills of the year: the outturn is without it already. */
  readonly creditsWithinPence: Pence
  /** What providers accepted and gave back later, or have yet to: the outturn has it still. */
  readonly creditsDuePence: Pence
}

/** Something that must be in, or was looked at, before a year is closed. */
export interface CheckFact {
  readonly name: string
  readonly state: 'in' | 'warn' | 'refuse'
  readonly words: string
}

/** Everything that a closing rests on, as it was looked up. */
export interface YearFacts {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly budgetNo: number
  readonly budgetVersion: number
  readonly months: readonly Month[]
  readonly lines: readonly LineFact[]
  readonly checks: readonly CheckFact[]
}
