import type { Envelope } from '#budgets/envelope'
import type { FinancialYear } from '#shared'
import type { Base } from '../historic/base.ts'
import type { FullAmount } from '../versions/budget.ts'
import type { AmountStep } from '../versions/save-budget.command.ts'
import type { KeptWay } from './way.ts'

/** A year’s budgets worked out by one way, and not kept. */
export interface Built {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly envelope: Envelope
  readonly base: Base
  readonly way: KeptWay
  readonly amounts: readonly FullAmount[]
  readonly steps: readonly AmountStep[]
  /** What a reader must know beside the figures. */
  readonly notes: readonly string[]
}
