import type { Envelope } from '#budgets/envelope'
import type { FinancialYear, Pence } from '#shared'
import type { Base } from '../historic/base.ts'
import type { Standing } from '../explaining/gains.ts'
import type { FullAmount } from '../versions/budget.ts'
import type { AmountStep } from '../versions/save-budget.command.ts'
import type { KeptWay } from './way.ts'

/** An amount worked out, with what history brought to the year’s money would have been. */
export interface BuiltAmount extends FullAmount {
  readonly historyOfMoneyPence: Pence
}

/** A year’s budgets worked out by one way, and not kept. */
export interface Built {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly envelope: Envelope
  readonly base: Base
  readonly way: KeptWay
  readonly amounts: readonly BuiltAmount[]
  readonly steps: readonly AmountStep[]
  /** What a reader must know beside the figures. */
  readonly notes: readonly string[]
}

/** An amount as it is added up to practices, groups and lines. */
export const standingOf = (amount: BuiltAmount): Omit<Standing, 'code'> & { practice: string; line: string } => ({
  practice: amount.practice,
  line: amount.line,
  group: amount.group,
  patients: amount.patients,
  baseLines: amount.baseLines,
  historicPence: amount.historicPence,
  fairSharePence: amount.fairSharePence,
  budgetPence: amount.pence,
  historyOfMoneyPence: amount.historyOfMoneyPence,
})
