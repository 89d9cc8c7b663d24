import type { Month, Pence } from '#shared'

export type Snapshot = 'flex' | 'freeze'
export type ImportState = 'received' | 'refused' | 'accepted' | 'withdrawn'

/** What was found in one file. */
export interface FileFindings {
  readonly format: string
  readonly dataset: string
  readonly rowsRead: number
  readonly rowsTaken: number
  readonly rowsRejected: number
  /** The file of rejects, within the data folder. */
  readonly rejects?: string
  readonly notes: readonly string[]
}

/** One import as people see it. */
export interface ImportSeen {
  readonly importNo: number
  readonly deliveryNo: number
  readonly runId: number
  readonly fileName: string
  readonly sha256: string
  readonly bytes: number
  readonly state: ImportState
  readonly receivedAt: Date
  readonly endedAt: Date | null
  readonly actor: string
  readonly findings: FileFindings | null
  readonly refusal: { readonly code: string; readonly message: string } | null
  readonly lines: number
  readonly billedPence: Pence | null
  readonly months: readonly Month[]
}

export interface LakeFile {
  readonly lakeFileId: number
  readonly importNo: number
  readonly month: Month
  readonly dataset: string
  /** Within the lake. */
  readonly path: string
  readonly sha256: string
  readonly lines: number
  readonly billedPence: Pence
}

/** One provider's month as one import brought it. */
export interface Submission {
  readonly importNo: number
  readonly provider: string
  readonly snapshot: Snapshot
  readonly dataset: string
}

/** What counts of a month. */
export interface CurrentActivity {
  readonly files: readonly LakeFile[]
  readonly counted: readonly Submission[]
  /** Every line of every file counts, so no filter is needed. */
  readonly whole: boolean
}
