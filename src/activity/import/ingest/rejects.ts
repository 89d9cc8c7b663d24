import { coverNumbers } from '#shared'

/** One thing wrong with one cell of one row. */
export interface Reject {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly problem: string
  readonly whatToDo: string
}

const shownLength = 120

/** A cell that a spreadsheet would take for a formula is made plain text; full-width forms count too. */
const harmless = (text: string): string => (/^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text)

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

// Control characters have no place in a file that people open.
// oxlint-disable-next-line no-control-regex
const visible = (text: string): string => text.replace(/[\u0000-\u001f\u007f]/g, ' ')

/** What may be shown of a value: nothing of a private column, no NHS number anywhere, and not more than a glance. */
export function shownValue(value: string, isPrivate: boolean): string {
  if (isPrivate) return value === '' ? '' : '(not shown)'
  const covered = coverNumbers(visible(value))
  return covered.length > shownLength ? `${covered.slice(0, shownLength)}…` : covered
}

export const rejectsHeader = 'row,column,value,problem,what_to_do'

export const rejectLine = ({ row, column, value, problem, whatToDo }: Reject): string =>
  [String(row), column, value, problem, whatToDo].map((cell) => quoted(harmless(cell))).join(',')

/** Holds what is wrong with a file: all rows are counted, the first so many problems kept. */
export interface RejectList {
  readonly rows: number
  readonly problems: number
  readonly kept: readonly Reject[]
  add(rejects: readonly Reject[]): void
  /** Rows that are counted only: more of what is already shown. */
  count(rows: number, problems: number): void
}

export function rejectList(most: number): RejectList {
  const kept: Reject[] = []
  const rows = new Set<number>()
  let more = 0
  let problems = 0
  return {
    get rows() {
      return rows.size + more
    },
    get problems() {
      return problems
    },
    kept,
    add(rejects) {
      problems += rejects.length
      for (const reject of rejects) {
        rows.add(reject.row)
        if (kept.length < most) kept.push(reject)
      }
    },
    count(count, problemCount) {
      more += count
      problems += problemCount
    },
  }
}
