import type { Ok, Refused } from '#shared'
import type { Reject } from '../reading/reject.ts'
import type { Changes } from './recorded.ts'

export interface FileToImport {
  /** Where it lies. */
  readonly file: string
  /** What its sender called it. */
  readonly name: string
  /** Take the good rows and leave the others out. */
  readonly acceptPartial?: boolean
  /** The day the file speaks of, where it does not say. */
  readonly date?: string
}

export interface Changed {
  readonly organisations: number
  readonly names: number
  readonly membershipsAdded: number
  readonly membershipsRemoved: number
  readonly lists: number
}

export interface ImportOutcome {
  readonly name: string
  /** Which layouts it turned out to have. */
  readonly layouts: readonly string[]
  /** The very same content was taken before and nothing is different. */
  readonly recognised: boolean
  /** Data rows read, header and blank rows apart. */
  readonly rows: number
  readonly taken: number
  readonly skipped: number
  /** Rows of practices that are not known here; sent again once they are, the file gives more. */
  readonly unknown: number
  readonly rejects: readonly Reject[]
  readonly changed: Changed
  readonly notes: readonly string[]
}

export type ImportRefusalCode =
  | 'no-file'
  | 'too-big'
  | 'empty'
  | 'not-text'
  | 'unreadable'
  | 'not-recognised'
  | 'columns'
  | 'no-date'
  | 'rejected'
  | 'nothing-known'

/** Nothing was taken; the rejects say which rows stood in the way. */
export interface ImportRefusal extends Refused<ImportRefusalCode> {
  readonly rejects: readonly Reject[]
}

export type ImportResult = Ok<ImportOutcome> | ImportRefusal

export const changedBy = (changes: Changes): Changed => ({
  organisations: changes.organisations.length,
  names: changes.names.size,
  membershipsAdded: changes.added.length,
  membershipsRemoved: changes.removed.length,
  lists: changes.counts.length,
})

export const noChange: Changed = {
  organisations: 0,
  names: 0,
  membershipsAdded: 0,
  membershipsRemoved: 0,
  lists: 0,
}

export const refuseImport = (
  code: ImportRefusalCode,
  message: string,
  rejects: readonly Reject[] = [],
): ImportRefusal => ({ ok: false, code, message, rejects })

/** A row counts once, however many of its cells are at fault. */
export const countRejected = (rejects: readonly Reject[]): number =>
  new Set(rejects.map(({ sheet, row }) => `${sheet} ${row}`)).size

/** `3 of the 12 rows of “memberships.csv” cannot be taken, so none was. The first: row 2, …` */
export function rejectedWords(name: string, rows: number, rejects: readonly Reject[]): string {
  const [first] = rejects
  return (
    `${countRejected(rejects)} of the ${rows} rows of “${name}” cannot be taken, so none was. ` +
    `The first: row ${first!.row}, ` +
    `${first!.column}: ${first!.message} Correct them, or accept the other rows without them.`
  )
}
