import type { Month, Pence } from '#shared'
import type { EpdRefusal } from '../reading/read-epd.step.ts'
import type { LookRefusal } from '../reading/look-at-file.step.ts'
import type { RowCounts } from '../reading/epd-reading.ts'

export interface PrescribingInput {
  readonly files: readonly { readonly path: string; readonly name?: string | undefined }[]
  readonly commissioner?: string | undefined
  /** The month that the file must be of; refused where it is another. */
  readonly month?: Month | undefined
  readonly acceptPartial?: boolean | undefined
  /** Also the rows of practices that are not the commissioner's. They count in none of its sums. */
  readonly keepAll?: boolean | undefined
}

export type PrescribingRefusal =
  | EpdRefusal
  | LookRefusal
  | 'no-commissioner'
  | 'no-members'
  | 'already-imported'
  | 'rejects'
  | 'no-rows'
  | 'changed'

/** A month that was taken in. */
export interface MonthTaken {
  readonly importNo: number
  readonly fileName: string
  readonly month: Month
  readonly commissioner: string
  readonly counts: RowCounts
  /** As the rows add up exactly, in pounds. */
  readonly nicPounds: string
  readonly actualPounds: string
  /** As they are published: the sum of the practices' pence. */
  readonly nicPence: Pence
  readonly actualPence: Pence
  /** The import that counted for the month until now. */
  readonly replaced: number | null
  /** The file of rejects, where a part was taken. */
  readonly rejects?: string
}

export type ImportState = 'received' | 'refused' | 'accepted' | 'withdrawn'

/** One import as people see it. */
export interface ImportSeen {
  readonly importNo: number
  readonly runId: number
  readonly commissioner: string
  readonly fileName: string
  readonly sha256: string
  readonly bytes: number
  readonly keepsAll: boolean
  readonly state: ImportState
  readonly receivedAt: Date
  readonly actor: string
  readonly refusal: { readonly code: string; readonly message: string } | null
  readonly rowsRejected: number
  readonly reason: string | null
  readonly taken: {
    readonly month: Month
    readonly rowsRead: number
    readonly rowsTaken: number
    readonly rowsLeft: number
    readonly rowsUnidentified: number
    readonly practices: number
    readonly practicesLeft: number
    readonly nicPounds: string
    readonly actualPounds: string
    /** Whether it is the file that counts for its month now. */
    readonly counts: boolean
  } | null
}
