import { coverNumbers } from '#shared'

/** One thing wrong with a file. */
export interface Fault {
  readonly file: string
  /** As people count: the header is row 1. */
  readonly row: number
  readonly column: string
  /** Nothing of a patient, and not more than a glance. */
  readonly value: string
  readonly problem: string
  readonly whatToDo: string
}

const shownLength = 80

/** What may be shown of a value: nothing of a column about patients, no NHS number anywhere. */
export function shownValue(value: string, isPrivate: boolean): string {
  if (isPrivate) return value === '' ? '' : '(not shown)'
  const covered = coverNumbers(value.replaceAll(/\p{Cc}/gu, ' '))
  return covered.length > shownLength ? `${covered.slice(0, shownLength)}…` : covered
}

/** Splits the message of a cell into what is wrong and what to do. */
export function partsOf(message: string): Pick<Fault, 'problem' | 'whatToDo'> {
  const at = message.indexOf('. ')
  return at < 0
    ? { problem: message, whatToDo: '' }
    : { problem: message.slice(0, at), whatToDo: message.slice(at + 2) }
}

export const faultSentence = ({ file, row, column, value, problem, whatToDo }: Fault): string =>
  `${file}, row ${row}, ${column}: ${value === '' ? '' : `“${value}” `}${problem}. ${whatToDo}`.trim()
