import type { Month, Pence } from '#shared'
import type { Reject } from './reject.ts'

/** What is wanted of a file. */
export interface EpdWanted {
  /** The practices of the commissioner in a month, or all that there are. */
  practicesIn(month: Month): ReadonlySet<string> | 'all'
  /** The month that the file must be of, where somebody said so. */
  readonly month?: Month
  /** The first month that is not over: no file can be of it. */
  readonly firstOpen: Month
}

/** Every row of a file, accounted for: read = taken + left + unidentified + rejected. */
export interface RowCounts {
  readonly read: number
  readonly taken: number
  /** Of practices that are not the commissioner's. */
  readonly left: number
  readonly unidentified: number
  readonly rejected: number
  readonly practices: number
  readonly practicesLeft: number
}

/** What a practice's prescriptions of a chapter cost. */
export interface ChapterSum {
  readonly practice: string
  readonly chapter: string
  readonly items: number
  readonly nic_pence: Pence
  readonly actual_pence: Pence
}

/** A file that was read: its rows and its roll-up lie in the staging folder. */
export interface EpdRead {
  readonly month: Month
  readonly counts: RowCounts
  /** The first problems; `counts.rejected` rows have one at least. */
  readonly rejects: readonly Reject[]
  readonly rollupRows: number
  readonly sums: readonly ChapterSum[]
  /** What the rows taken cost, exactly, in pounds. */
  readonly exact: { readonly nic: string; readonly actual: string }
}
