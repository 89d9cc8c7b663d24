import { type Month, addMonths, toMonth } from './month.ts'
import { type PlainDate, toPlainDate } from './plain-date.ts'

declare const financialYear: unique symbol
/** 1 April to 31 March, written `2007/08`. Plain comparison of the text orders it. */
export type FinancialYear = string & { readonly [financialYear]: true }

const fromStart = (start: number): FinancialYear =>
  `${start}/${String((start + 1) % 100).padStart(2, '0')}` as FinancialYear

const startOf = (year: FinancialYear): number => Number(year.slice(0, 4))

/** Finds the year a text names: `2007/08`, `2007-08` or the national `200708`. */
export function findFinancialYear(text: string): FinancialYear | undefined {
  const match = /^(\d{4})[/-]?(\d{2})$/.exec(text.trim())
  if (!match) return undefined
  const year = fromStart(Number(match[1]))
  return year.slice(5) === match[2] ? year : undefined
}

export function toFinancialYear(text: string): FinancialYear {
  const year = findFinancialYear(text)
  if (!year) throw new RangeError(`not a financial year: ${text}`)
  return year
}

/** A stay discharged on 31 March 2008 is of 2007/08, month 12; on 1 April 2008 of 2008/09, month 1. */
export function financialYearOf(when: PlainDate | Month): FinancialYear {
  const year = Number(when.slice(0, 4))
  return fromStart(Number(when.slice(5, 7)) < 4 ? year - 1 : year)
}

/** April is 1, March is 12. */
export const monthNumber = (of: Month | PlainDate): number => ((Number(of.slice(5, 7)) + 8) % 12) + 1

export const monthOfYear = (year: FinancialYear, number: number): Month =>
  addMonths(toMonth(`${startOf(year)}-04`), number - 1)

/** First day, and first day that no longer belongs to the year. */
export const yearInterval = (year: FinancialYear): { from: PlainDate; to: PlainDate } => ({
  from: toPlainDate(`${startOf(year)}-04-01`),
  to: toPlainDate(`${startOf(year) + 1}-04-01`),
})

export const yearFileName = (year: FinancialYear): string => year.replace('/', '-')
