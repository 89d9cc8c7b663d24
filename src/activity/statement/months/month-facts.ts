import type { Month } from '#shared'
import type { CodeSums } from '../totals/sums-by.ts'

/** What is known of one month before anything is said about it. */
export interface MonthFacts {
  readonly month: Month
  readonly previous: Month | undefined
  readonly byProvider: readonly CodeSums[]
  readonly byPractice: readonly CodeSums[]
  /** Of the month before, by provider. */
  readonly previousByProvider: readonly CodeSums[]
  readonly groups: ReadonlyMap<string, string>
  readonly flexProviders: readonly string[]
  readonly outdated: boolean
  readonly name: (code: string) => string
  readonly knows: (code: string) => boolean
  readonly words: { readonly group: string; readonly practice: string; readonly practices: string }
}
