import { type PlainDate, toPlainDate } from './plain-date.ts'

declare const month: unique symbol
/** A calendar month, `YYYY-MM`; `2007-04` is month 1 of 2007/08. Plain comparison of the text orders it. */
export type Month = string & { readonly [month]: true }

export const findMonth = (text: string): Month | undefined =>
  /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : undefined

export function toMonth(text: string): Month {
  const found = findMonth(text)
  if (!found) throw new RangeError(`not a month: ${text}`)
  return found
}

export const monthOf = (date: PlainDate): Month => date.slice(0, 7) as Month

export const firstDay = (of: Month): PlainDate => toPlainDate(`${of}-01`)

export function addMonths(to: Month, months: number): Month {
  const index = Number(to.slice(0, 4)) * 12 + Number(to.slice(5)) - 1 + months
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}` as Month
}

/** Months from the first to the last, both included. */
export function monthsThrough(first: Month, last: Month): Month[] {
  const months: Month[] = []
  for (let at = first; at <= last; at = addMonths(at, 1)) months.push(at)
  return months
}

const longMonth = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** `2007-10` to `October 2007`. */
export const formatMonth = (of: Month): string => longMonth.format(new Date(`${of}-01T00:00:00Z`))
