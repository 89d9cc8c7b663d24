import type { Sums } from './sums.ts'

/** The sums of what carries one code; `code` is empty for what carries none. */
export interface CodeSums {
  readonly code: string | null
  readonly sums: Sums
  /** Over every month given. */
  readonly allSums: Sums
}
