import { type PlainDate, addDays, findPlainDate, toPlainDate } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingDays, bankHolidays, workingDaysBetween } from './bank-holidays.view.ts'
import { londonInstant, londonText, readLondonInstant } from './london-instant.ts'

const day = (text: string): PlainDate => toPlainDate(text)
const added = (from: string, count: number) => {
  const result = addWorkingDays(day(from), count)
  return result.ok ? result.value : 'refused'
}
const between = (from: string, to: string) => {
  const result = workingDaysBetween(day(from), day(to))
  return result.ok ? result.value : 'refused'
}

describe('bank-holidays.yaml', () => {
  test('has the eight bank holidays of each year on weekdays, and those that were given once', () => {
    const { days, from, to, names } = bankHolidays()
    expect([from, to]).toEqual(['2004-01-01', '2029-01-01'])
    const count = (year: number) => [...days].filter((each) => each.startsWith(String(year))).length
    const years = Array.from({ length: 25 }, (_, at) => 2004 + at)
    expect(years.filter((year) => count(year) !== 8)).toEqual([2011, 2012, 2022, 2023])
    expect([2011, 2012, 2022, 2023].map(count)).toEqual([9, 9, 10, 9])
    const weekends = [...days].filter((each) => [0, 6].includes(new Date(`${each}T00:00:00Z`).getUTCDay()))
    expect(weekends).toEqual([])
    expect(Object.keys(names).every((each) => findPlainDate(each))).toBe(true)
  })
})

describe('working days', () => {
  test.each([
    ['2007-10-05', 1, '2007-10-08'],
    ['2007-10-06', 1, '2007-10-08'],
    ['2007-10-06', 0, '2007-10-08'],
    ['2007-10-05', 0, '2007-10-05'],
    ['2007-12-24', 1, '2007-12-27'],
    ['2007-12-21', 5, '2008-01-02'],
    ['2012-06-01', 1, '2012-06-06'],
    ['2022-09-16', 1, '2022-09-20'],
    ['2007-10-08', -1, '2007-10-05'],
    ['2010-12-24', 1, '2010-12-29'],
  ])('%s and %i working days is %s', (from, count, expected) => {
    expect(added(from, count)).toBe(expected)
  })

  test.each([
    ['2007-10-05', '2007-10-08', 1],
    ['2007-10-05', '2007-10-07', 0],
    ['2007-10-08', '2007-10-05', -1],
    ['2007-12-24', '2008-01-02', 5 - 1],
  ])('from %s to %s there are %i', (from, to, expected) => {
    expect(between(from, to)).toBe(expected)
  })

  test('beyond the years that are known nothing is guessed', () => {
    expect([added('2003-12-31', 1), added('2028-12-29', 1), between('2028-12-29', '2029-01-02')]).toEqual(
      Array.from({ length: 3 }, () => 'refused'),
    )
    const refused = addWorkingDays(day('2030-01-01'), 1)
    expect(refused.ok ? '' : refused.message).toMatch(
      /1 January 2004 to 31 December 2028.*1 January 2030.*bank-holidays\.yaml/,
    )
  })

  test('counting the days that were added gives their number, and no working day is stepped over', () => {
    const somewhere = fc.integer({ min: 0, max: 8600 }).map((days) => addDays(day('2004-10-01'), days))
    fc.assert(
      fc.property(somewhere, fc.integer({ min: 1, max: 120 }), (from, count) => {
        const to = added(from, count)
        expect(between(from, to)).toBe(count)
        expect(between(from, addDays(day(to), -1))).toBe(count - 1)
        expect(added(to, -count) <= from).toBe(true)
        expect(between(to, from)).toBe(-count)
      }),
    )
  })

  test('one day after another is as many at once', () => {
    const somewhere = fc.integer({ min: 0, max: 8900 }).map((days) => addDays(day('2004-01-01'), days))
    const few = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(somewhere, few, few, (from, one, other) => {
        expect(added(added(from, one), other)).toBe(added(from, one + other))
      }),
    )
  })
})

describe('England’s clock', () => {
  test.each([
    ['2007-11-30', '2007-11-30T17:00:00.000Z'],
    ['2007-07-31', '2007-07-31T16:00:00.000Z'],
    ['2007-11-30 09:30', '2007-11-30T09:30:00.000Z'],
    ['2007-10-28 01:30', '2007-10-28T00:30:00.000Z'],
    ['2008-03-30 01:30', undefined],
    ['2007-02-30', undefined],
    ['30/11/2007', undefined],
    ['2007-11-30 24:00', undefined],
  ])('%s at five is %s', (text, expected) => {
    expect(readLondonInstant(text, '17:00')?.toISOString()).toBe(expected)
  })

  test('any time of any day that the clock shows is read back as it was', () => {
    const somewhere = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays(day('2000-01-01'), days))
    fc.assert(
      fc.property(somewhere, fc.integer({ min: 0, max: 1439 }), (on, minutes) => {
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
        const instant = londonInstant(on, time)
        expect(instant === undefined || londonText(instant) === `${on} ${time}`).toBe(true)
      }),
    )
  })
})
