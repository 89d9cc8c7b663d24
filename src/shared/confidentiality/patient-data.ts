import type { PlainDate } from '../plain-date.ts'
import { digitGroups } from './digit-groups.ts'
import { findBirthDates } from './find-birth-dates.ts'
import { findNhsNumbers } from './find-nhs-numbers.ts'
import { plainCharacters } from './plain-characters.ts'

export type PatientDataKind = 'nhs-number' | 'birth-date'

/** Where in a text somebody can be recognised. What stands there is never repeated: not in messages, not in logs. */
export interface PatientDataFound {
  readonly kind: PatientDataKind
  /** Of its first character, from 0, and behind its last. */
  readonly start: number
  readonly end: number
  /** In a table: its line, from 1. `start` and `end` count within the line. */
  readonly line?: number
}

export interface PatientDataOptions {
  /** The day on which the text was written. With it, a day beside a name is a birth when it makes an age of a year or more. */
  readonly writtenOn?: PlainDate
}

/** Enough for anybody to see that a text is full of them; the rest is not looked for. */
export const mostPatientData = 100

/**
 * NHS numbers and dates of birth in a text that somebody typed, in the order in which they stand, the first hundred of each. Blanks,
 * hyphens, stops and digits of any script are read. Time grows with the length of the text and with nothing else.
 */
export function findPatientData(text: string, { writtenOn }: PatientDataOptions = {}): PatientDataFound[] {
  const plain = plainCharacters(text)
  const groups = digitGroups(plain)
  const numbers = findNhsNumbers(plain, groups, mostPatientData)
  const births = findBirthDates(plain, groups, { numbers, writtenOn, most: mostPatientData })
  return [
    ...numbers.map((place) => ({ kind: 'nhs-number' as const, ...place })),
    ...births.map((place) => ({ kind: 'birth-date' as const, ...place })),
  ].toSorted((a, b) => a.start - b.start)
}

const names: Readonly<Record<PatientDataKind, { readonly one: string; readonly many: string }>> = {
  'nhs-number': { one: 'what looks like an NHS number', many: 'what look like NHS numbers' },
  'birth-date': { one: 'what looks like a date of birth', many: 'what look like dates of birth' },
}

const placeText = ({ line, start, end }: PatientDataFound): string =>
  line === undefined ? `characters ${start + 1} to ${end}` : `line ${line}, characters ${start + 1} to ${end}`

function kindText(kind: PatientDataKind, found: readonly PatientDataFound[]): string[] {
  const of = found.filter((one) => one.kind === kind)
  if (of.length === 0) return []
  const more = of.length > 3 ? ` and ${of.length - 3} more` : ''
  return [
    `${of.length === 1 ? names[kind].one : names[kind].many} (${of.slice(0, 3).map(placeText).join('; ')}${more})`,
  ]
}

const hiddenWords: Readonly<Record<PatientDataKind, string>> = {
  'nhs-number': '[hidden: NHS number]',
  'birth-date': '[hidden: date of birth]',
}

/** The text with each thing found said instead of shown: for what is written down of a text that nobody can be asked to mend. */
export function hidePatientData(text: string): string {
  let [shown, at] = ['', 0]
  for (const { kind, start, end } of findPatientData(text)) {
    if (start < at) continue
    shown += text.slice(at, start) + hiddenWords[kind]
    at = end
  }
  const hidden = shown + text.slice(at)
  return at > 0 && findPatientData(hidden).length > 0 ? hiddenWords['nhs-number'] : hidden
}

/**
 * A whole message for the person who typed or sent it: what was found, where, and what to do. `field` is the name on the page. For
 * “Reason” with one number: “Reason” holds what looks like an NHS number (characters 9 to 20). Nothing was saved. …
 */
export function patientDataRefusal(field: string, found: readonly PatientDataFound[]): string {
  const kinds = (['nhs-number', 'birth-date'] as const).flatMap((kind) => kindText(kind, found))
  return (
    `“${field}” holds ${kinds.join(' and ')}. Nothing was saved. ` +
    'Take it out and name the line by its reference or its pseudonym; if it is another number, write what it is in front ' +
    'of it, such as “invoice”.'
  )
}
