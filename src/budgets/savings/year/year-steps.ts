import { type FinancialYear, type PlainDate, addMonths, financialYearOf, monthOfYear, yearInterval } from '#shared'

/** The year so many years later; 2008/09 and 1 is 2009/10, and -1 is 2007/08. */
export const yearsAfter = (year: FinancialYear, years: number): FinancialYear =>
  financialYearOf(addMonths(monthOfYear(year, 1), 12 * years))

/** The first day on which what is of a year does not hold any more, when it holds so many years beyond it. 2008/09 and 3: 1 April 2012. */
export const endsOn = (year: FinancialYear, years: number): PlainDate => yearInterval(yearsAfter(year, years + 1)).from

/** The years whose overspends are still set against what a year frees up: of three years the two before it. */
export const carriedFrom = (year: FinancialYear, overspendYears: number): FinancialYear =>
  yearsAfter(year, 1 - overspendYears)
