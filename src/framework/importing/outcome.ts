import type { Reject } from '#organisations'
import type { Refused } from '#shared'

/** A file of this room as it was sent. */
export interface FrameworkFile {
  readonly file: string
  /** As its sender called it. */
  readonly name: string
  /** Take the good rows when others are rejected. */
  readonly acceptPartial?: boolean
}

export interface FileTaken {
  /** `framework-assessment`, `responsibilities` or the name of a register. */
  readonly kind: string
  readonly name: string
  readonly rows: number
  /** Rows that were taken, whether or not they say something new. */
  readonly taken: number
  /** Rows that say something else than what was known. */
  readonly changed: number
  /** The very content was taken before: nothing was added. */
  readonly recognised: boolean
  readonly notes: readonly string[]
  readonly rejects: readonly Reject[]
}

export type FileRefusal = Refused & { readonly rejects: readonly Reject[] }
export type FileResult<Taken extends FileTaken = FileTaken> = { readonly ok: true; readonly value: Taken } | FileRefusal

export const refuseFile = (code: string, message: string, rejects: readonly Reject[] = []): FileRefusal => ({
  ok: false,
  code,
  message,
  rejects,
})

const inOrder = (rejects: readonly Reject[]): Reject[] => rejects.toSorted((a, b) => a.row - b.row)

export function rejectedFile(name: string, rows: number, rejects: readonly Reject[]): FileRefusal {
  const bad = new Set(rejects.map(({ row }) => row)).size
  return refuseFile(
    'rejected',
    `${bad} of ${rows} rows of “${name}” cannot be taken, so nothing was: correct them and send the file again.`,
    inOrder(rejects),
  )
}
