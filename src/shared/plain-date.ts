declare const plainDate: unique symbol
/** A calendar day, `YYYY-MM-DD`, with no clock and no zone. Plain comparison of the text orders it. */
export type PlainDate = string & { readonly [plainDate]: true }

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/
const dayMs = 86_400_000

/** Finds the day a text names, or nothing when there is no such day (`2007-02-29`). */
export function findPlainDate(text: string): PlainDate | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, year, month, day] = match
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day))
  return new Date(time).toISOString().slice(0, 10) === text ? (text as PlainDate) : undefined
}

export function toPlainDate(text: string): PlainDate {
  const date = findPlainDate(text)
  if (!date) throw new RangeError(`not a day: ${text}`)
  return date
}

const epochDay = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`) / dayMs

export const addDays = (date: PlainDate, days: number): PlainDate =>
  new Date((epochDay(date) + days) * dayMs).toISOString().slice(0, 10) as PlainDate

/** Whole days from the first to the second: an admission and discharge on one day are 0 apart. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => epochDay(to) - epochDay(from)

/** Age in completed years on a day; somebody born on 29 February comes of age on 1 March. */
export function ageOn(birth: PlainDate, day: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}

const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day it is in England at an instant: 31 March 23:30 UTC is already 1 April there. */
export const dayInLondon = (instant: Date): PlainDate => toPlainDate(london.format(instant))

const longDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** `2008-03-31` to `31 March 2008`. */
export const formatDate = (date: PlainDate): string => longDate.format(new Date(`${date}T00:00:00Z`))
