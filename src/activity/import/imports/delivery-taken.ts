import type { Result } from '#shared'
import type { Snapshot } from './import.ts'

export interface ActivityInput {
  readonly files: readonly { readonly path: string; readonly name?: string }[]
  readonly format?: string
  readonly acceptPartial?: boolean
  /** For layouts that do not say it themselves; freeze unless told. */
  readonly snapshot?: Snapshot
  /** The name of a saved mapping. */
  readonly mapping?: string
  /** The code of whom it was billed to, where the operator has to say it. */
  readonly commissioner?: string
}

export interface FileTaken {
  readonly importNo: number
  readonly name: string
  readonly format: string
  readonly rowsRead: number
  readonly rowsTaken: number
  readonly rowsRejected: number
  readonly lines: number
  readonly billedPence: number | null
  readonly notes: readonly string[]
  /** The whole path of the file of rejects. */
  readonly rejects?: string
}

export interface ActivityTaken {
  readonly deliveryNo: number
  /** To whom it was billed; nothing where nobody said and several could be: then only the operator sees it. */
  readonly commissioner: string | null
  readonly files: readonly FileTaken[]
  readonly lines: number
  readonly billedPence: number
  readonly months: readonly string[]
  /** Where it is seen. */
  readonly href: string
}

export type ActivityRefusal =
  | 'no-file'
  | 'already-imported'
  | 'rejects'
  | 'empty'
  | 'incomplete'
  | 'unreadable'
  | 'too-big'
  | 'unknown-format'
  | 'unknown-columns'
  | 'missing-columns'
  | 'no-lines'
  | 'no-mapping'
  | 'same-file-twice'
  | 'no-room'
  | 'no-commissioner'

export type ActivityResult = Result<ActivityTaken, ActivityRefusal>
