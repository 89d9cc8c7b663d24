import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { financialYearOf, findFinancialYear, monthNumber, monthOfYear, yearInterval } from './financial-year.ts'
import { addMonths, findMonth, firstDay, formatMonth, monthOf, monthsThrough, toMonth } from './month.ts'
import { addDays, ageOn, dayInLondon, daysBetween, findPlainDate, formatDate, toPlainDate } from './plain-date.ts'

const day = fc.integer({ min: -40_000, max: 40_000 }).map((days) => addDays(toPlainDate('2000-01-01'), days))

describe('plain dates', () => {
  test.each(['2007-02-29', '2007-13-01', '07-01-01', '2007-1-1', '2007-04-31', '', '2007-04-01T00:00'])(
    '“%s” is no day',
    (text) => expect(findPlainDate(text)).toBeUndefined(),
  )

  test('adding days and counting them back agree', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days)
      }),
    )
  })

  test('31 March at half past eleven in the evening, UTC, is already 1 April in England', () => {
    expect(dayInLondon(new Date('2008-03-31T23:30:00Z'))).toBe('2008-04-01')
    expect(dayInLondon(new Date('2008-01-31T23:30:00Z'))).toBe('2008-01-31')
  })

  test('age is in completed years, and a birthday of 29 February comes on 1 March', () => {
    expect(ageOn(toPlainDate('1988-03-28'), toPlainDate('2007-03-27'))).toBe(18)
    expect(ageOn(toPlainDate('1988-03-28'), toPlainDate('2007-03-28'))).toBe(19)
    expect(ageOn(toPlainDate('1988-02-29'), toPlainDate('2007-02-28'))).toBe(18)
    expect(ageOn(toPlainDate('1988-02-29'), toPlainDate('2007-03-01'))).toBe(19)
  })

  test('people read them in words', () => expect(formatDate(toPlainDate('2008-03-31'))).toBe('31 March 2008'))
})

describe('months and financial years', () => {
  test('a stay from 28 to 31 March 2008 is of 2007/08, month 12', () => {
    const discharge = toPlainDate('2008-03-31')
    expect(financialYearOf(discharge)).toBe('2007/08')
    expect(monthNumber(discharge)).toBe(12)
    expect(financialYearOf(addDays(discharge, 1))).toBe('2008/09')
    expect(monthNumber(addDays(discharge, 1))).toBe(1)
  })

  test('a year is read as 2007/08, 2007-08 and 200708, and not when its halves do not follow', () => {
    for (const text of ['2007/08', '2007-08', '200708', ' 2007/08 ']) expect(findFinancialYear(text)).toBe('2007/08')
    for (const text of ['2007/09', '2007', '07/08', '1999/0', '']) expect(findFinancialYear(text)).toBeUndefined()
    expect(findFinancialYear('1999/00')).toBe('1999/00')
  })

  test('every day lies in its own year and month, and month numbers lead back to the month', () => {
    fc.assert(
      fc.property(day, (date) => {
        const { from, to } = yearInterval(financialYearOf(date))
        expect(from <= date && date < to).toBe(true)
        expect(monthOfYear(financialYearOf(date), monthNumber(date))).toBe(monthOf(date))
        expect(firstDay(monthOf(date)) <= date).toBe(true)
      }),
    )
  })

  test('months are added over the turn of a year and listed with both ends', () => {
    expect(addMonths(toMonth('2007-12'), 1)).toBe('2008-01')
    expect(addMonths(toMonth('2007-01'), -1)).toBe('2006-12')
    expect(monthsThrough(toMonth('2007-11'), toMonth('2008-02'))).toEqual(['2007-11', '2007-12', '2008-01', '2008-02'])
    expect(monthsThrough(toMonth('2008-02'), toMonth('2007-11'))).toEqual([])
    expect(findMonth('2007-13')).toBeUndefined()
    expect(formatMonth(toMonth('2007-10'))).toBe('October 2007')
  })
})
