import type { LineCode } from '../lines/service-line.ts'
import { lineNamed } from '../lines/service-lines.view.ts'
import type { PlainRow } from '../reading/plain-rows.ts'

export interface LineOfRow {
  readonly line: LineCode
  /** Known to the product, or a line that only this commissioner has. */
  readonly isKnown: boolean
}

/** The line a row speaks of: a code, a title or an alias; anything else is a line of the commissioner's own, by its name. */
export function lineOfRow(row: PlainRow): LineOfRow | undefined {
  const text = row.text('line')
  if (text === '') return row.reject('line', 'The line is missing: fill it in.')
  const line = lineNamed(text)
  if (line !== undefined) return { line, isKnown: true }
  if (/^[\p{L}\p{N}][\p{L}\p{N} &()/+,.'-]{0,59}$/u.test(text)) return { line: text, isKnown: false }
  return row.reject('line', 'Name the line in at most 60 letters, digits and blanks, beginning with a letter or digit.')
}

export const localLineNote = (rowNo: number, line: LineCode): string =>
  `Row ${rowNo}: “${line}” is none of the known service lines, so it is kept as a line of your own: no activity counts to it.`
