import type { FinancialYear, Month } from '#shared'
import type { Figure } from './figure.ts'
import type { Method } from './method.ts'

/** Where figures come from: drawn up and kept, or worked out just now. */
export interface Edition {
  /** Nothing where it was worked out just now and not kept. */
  readonly editionNo: number | null
  readonly commissioner: string
  readonly year: FinancialYear
  readonly month: Month
  readonly budgetNo: number
  readonly budgetVersion: number
  readonly method: Method
  /** Who drew it up, and when. */
  readonly actor: string
  readonly at: Date
}

/** An edition with its figures, as far as the asker may see them. */
export interface WatchedMonth extends Edition {
  /** By practice and line. */
  readonly figures: readonly Figure[]
  /** All of the commissioner by group and line: `practice` is empty. */
  readonly groups: readonly Figure[]
}
