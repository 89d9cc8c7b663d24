import { type PlainDate, addDays, findPlainDate, toPlainDate } from '#shared'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthNumberOf = (word: string): string => String(months.indexOf(word.slice(0, 3).toLowerCase()) + 1)

const built = (year: string, month: string, day: string): PlainDate | undefined =>
  findPlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)

/** Day 1 is 1 January 1900 and there is a 29 February 1900 that never was, so from March 1900 days count from 30 December 1899. */
const serialStart = toPlainDate('1899-12-30')

/** Serial numbers of 1950 to 2099: shorter or longer numbers are something else. */
const isSerial = (text: string): boolean => /^\d{5}$/.test(text) && Number(text) >= 18_264 && Number(text) <= 73_050

const midnight = /[T ]00:00(?::00(?:\.0+)?)?$/

const readers: readonly ((text: string) => PlainDate | undefined)[] = [
  findPlainDate,
  (text) => from(/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/, text, ([y, m, d]) => built(y!, m!, d!)),
  (text) => from(/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/, text, ([d, m, y]) => built(y!, m!, d!)),
  (text) => from(/^(\d{4})(\d{2})(\d{2})$/, text, ([y, m, d]) => built(y!, m!, d!)),
  (text) => from(/^(\d{1,2})[- ]?([A-Za-z]{3,9})[- ]?(\d{4})$/, text, ([d, m, y]) => built(y!, monthNumberOf(m!), d!)),
  (text) => (isSerial(text) ? addDays(serialStart, Number(text)) : undefined),
]

function from(pattern: RegExp, text: string, make: (parts: string[]) => PlainDate | undefined): PlainDate | undefined {
  const match = pattern.exec(text)
  return match ? make(match.slice(1)) : undefined
}

/** Days that hospital extracts write for "no day": NHS Data Dictionary for HES, 1800-01-01 and 1801-01-01; some write 1802. */
const isNoDay = (date: PlainDate): boolean => /^(180[0-2]|1582|1600)-01-01$/.test(date)

/**
 * The day a cell names: `2007-10-31`, `31/10/2007`, `20071031`, `31Oct2007`, the serial number 39386; with midnight after
 * it or not. English files put the day first. An empty text is "no day"; nothing is no date at all.
 */
export function findDate(text: string): PlainDate | '' | undefined {
  const day = text.replace(midnight, '')
  for (const read of readers) {
    const date = read(day)
    if (date) return isNoDay(date) ? '' : date
  }
  return undefined
}
