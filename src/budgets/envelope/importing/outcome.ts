import type { Reject } from '#organisations'
import type { FinancialYear, Ok, Refused } from '#shared'

/** A file for a year's budgets, as somebody gives it. */
export interface YearFile {
  /** Where it lies. */
  readonly file: string
  /** What its sender called it. */
  readonly name: string
  readonly commissioner: string
  readonly year: FinancialYear
  /** Take the good rows and leave the others out. */
  readonly acceptPartial?: boolean
}

export interface YearOutcome {
  readonly loadNo: number
  readonly name: string
  readonly year: FinancialYear
  readonly commissioner: string
  readonly rows: number
  readonly taken: number
  /** The very same content counts already; nothing was written. */
  readonly recognised: boolean
  readonly rejects: readonly Reject[]
  /** What a reader must know: rows whose line nobody knows, amounts that were rounded. */
  readonly notes: readonly string[]
}

export type YearRefusalCode =
  | 'not-allowed'
  | 'no-commissioner'
  | 'no-file'
  | 'too-big'
  | 'empty'
  | 'not-text'
  | 'unreadable'
  | 'columns'
  | 'rejected'
  | 'too-much'
  | 'no-line'

/** Nothing was taken; the rejects say which rows stood in the way. */
export interface YearRefusal extends Refused<YearRefusalCode> {
  readonly rejects: readonly Reject[]
}

export type YearResult = Ok<YearOutcome> | YearRefusal

export const refuseYear = (code: YearRefusalCode, message: string, rejects: readonly Reject[] = []): YearRefusal => ({
  ok: false,
  code,
  message,
  rejects,
})

const countRows = (rejects: readonly Reject[]): number => new Set(rejects.map(({ row }) => row)).size

/** `2 of the 12 rows of “envelope.csv” cannot be taken, so none was. The first: row 2, amount “x”: …` */
export function rejectedWords(name: string, rows: number, rejects: readonly Reject[]): string {
  const first = rejects[0]!
  return (
    `${countRows(rejects)} of the ${rows} rows of “${name}” cannot be taken, so none was. The first: row ${first.row}, ` +
    `${first.column} “${first.value}”: ${first.message} Correct them, or accept the other rows without them.`
  )
}
