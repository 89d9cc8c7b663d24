import { type PlainDate, addDays, findPlainDate, toPlainDate } from '#shared'

export const dateForms = ['iso', 'compact', 'slashed', 'named', 'serial'] as const
export type DateForm = (typeof dateForms)[number]

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const dayZero = toPlainDate('1899-12-30')

const build = (year: string, month: string, day: string): PlainDate | undefined =>
  findPlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)

/** Two digits are of this century: the files that write them began in 2013. */
const fullYear = (year: string): string => (year.length === 2 ? `20${year}` : year)

const readers: Readonly<Record<DateForm, (text: string) => PlainDate | undefined>> = {
  iso: (text) => findPlainDate(text.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '')),
  compact: (text) => {
    const match = /^(\d{4})(\d{2})(\d{2})(\.0+)?$/.exec(text)
    return match ? build(match[1]!, match[2]!, match[3]!) : undefined
  },
  slashed: (text) => {
    const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
    return match ? build(match[3]!, match[2]!, match[1]!) : undefined
  },
  named: (text) => {
    const match = /^(\d{1,2})[- ]?([A-Za-z]{3})[a-z]*[- ]?(\d{4}|\d{2})$/.exec(text)
    const month = match ? months.indexOf(match[2]!.toLowerCase()) + 1 : 0
    return match && month > 0 ? build(fullYear(match[3]!), String(month), match[1]!) : undefined
  },
  serial: (text) => (/^[2-9]\d{4}(\.0+)?$/.test(text) ? addDays(dayZero, Math.trunc(Number(text))) : undefined),
}

/**
 * A day in one of the forms a layout allows: `2019-10-01`, `20191001`, `01/10/2019`, `01Oct2019`, and 43739,
 * the day a spreadsheet counts from 30 December 1899 (from 1954 on, so that a year is not taken for a day).
 */
export function readDate(text: string, forms: readonly DateForm[]): PlainDate | undefined {
  for (const form of forms) {
    const found = readers[form](text)
    if (found) return found
  }
  return undefined
}

/** A whole number of people: `2244`, `2,244` and the `2244.0` that databases write. */
export function readCount(text: string): number | undefined {
  const plain = /^\d{1,3}(,\d{3})+(\.0+)?$/.test(text) ? text.replaceAll(',', '') : text
  return /^\d{1,9}(\.0+)?$/.test(plain) ? Math.trunc(Number(plain)) : undefined
}

/** Text as meant: no blanks at the ends, and hard or repeated blanks within as one. */
export const tidyText = (text: string): string => text.replaceAll(/[\s\u00a0]+/g, ' ').trim()
