import fc from 'fast-check'
import { type Month, addMonths, addPence, toFinancialYear, toMonth, toPence, toPlainDate } from '#shared'
import { describe, expect, test } from 'vitest'
import { dispensingCalendar } from '../policy/prescribing-policy.view.ts'
import { arrivalOf, expectedBy } from './arrival.ts'
import { dispensingDays } from './dispensing-days.ts'
import { foretell, inProportion, trials } from './forecast.ts'
import { monthsOf, profileOf, wholeYears } from './profile.ts'

const calendar = dispensingCalendar()
const daysOf = (month: Month) => dispensingDays(calendar, month)
const year = toFinancialYear('2007/08')
const april = toMonth('2005-04')

const season = [1, 1.02, 0.97, 0.99, 0.95, 0.97, 1.03, 1.04, 1.08, 1.06, 0.96, 1]

/** Months of a commissioner that grows by 4% a year and has a winter. */
const history = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const month = addMonths(april, at)
    const cost = 40_000_00 * (daysOf(month) ?? 25) * season[at % 12]! * 1.04 ** (at / 12)
    return { month, pence: toPence(Math.round(cost)) }
  })

const facts = { daysOf, mostYears: 3 }

describe('dispensing days', () => {
  test('are Mondays to Saturdays without bank holidays', () => {
    expect(['2007-12', '2007-10', '2008-02'].map((month) => daysOf(toMonth(month)))).toEqual([24, 27, 25])
  })

  test('are not counted where bank holidays are not known', () => {
    expect(daysOf(toMonth('1995-10'))).toBeUndefined()
  })
})

describe('a month’s file', () => {
  test('may be expected so many days after its month, and is late after that', () => {
    expect(expectedBy(toMonth('2007-10'), 56)).toBe('2007-12-26')
    const arrival = arrivalOf(year, { known: [toMonth('2007-04')], today: toPlainDate('2007-07-27'), lagDays: 56 })
    expect(arrival.late).toEqual(['2007-05'])
    expect(arrival.awaited).toEqual(['2007-06'])
    expect(arrival.ahead).toHaveLength(9)
  })
})

describe('a year foretold', () => {
  test('is in proportion to how the profile shares it out', () => {
    const flat = profileOf('straight-line', year, { ...facts, spent: [] })!
    const known = monthsOf(year).slice(0, 2)
    expect(inProportion(toPence(1_100_00), flat, { known, wanted: monthsOf(year) })).toBe(6_600_00)
    expect(inProportion(toPence(1_100_00), flat, { known, wanted: [monthsOf(year)[2]!] })).toBe(550_00)
  })

  test('is the year itself once every month is here, by any method', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10 ** 9 }), { minLength: 36, maxLength: 36 }), (pence) => {
        const spent = pence.map((one, at) => ({ month: addMonths(april, at), pence: toPence(one) }))
        const told = foretell({ ...facts, year, spent, testedAt: [3, 6, 9], untested: 'straight-line' })!
        const total = addPence(...spent.slice(24).map((one) => one.pence))
        for (const { forecastPence } of told.results) expect(forecastPence).toBe(total)
      }),
      { numRuns: 20 },
    )
  })

  test('from the seasons errs less than a straight line, and is then what is used', () => {
    const told = foretell({ ...facts, year, spent: history(29), testedAt: [3, 6, 9], untested: 'dispensing-days' })!
    const error = (method: string) => told.results.find((one) => one.method === method)!.meanErrorBp!
    expect(told.method).toBe('seasonal')
    expect(error('seasonal')).toBeLessThan(0.8 * error('straight-line'))
  })

  test('without a year before it rests on dispensing days, and says that it was not tried', () => {
    const told = foretell({
      ...facts,
      year: toFinancialYear('2005/06'),
      spent: history(5),
      testedAt: [3, 6, 9],
      untested: 'dispensing-days',
    })!
    expect([told.method, told.results.map(({ meanErrorBp }) => meanErrorBp)]).toEqual(['dispensing-days', [null, null]])
  })

  test('is not told at all without a month of it', () => {
    expect(
      foretell({
        ...facts,
        year: toFinancialYear('2010/11'),
        spent: history(12),
        testedAt: [3],
        untested: 'straight-line',
      }),
    ).toBeUndefined()
  })
})

describe('trials', () => {
  test('know nothing of the year they foretell but its first months: what came later changes no forecast', () => {
    const spent = history(24)
    const later = spent.map((one) => (one.month > '2006-06' ? { ...one, pence: toPence(one.pence * 2) } : one))
    const of = (all: typeof spent) =>
      trials(year, [3], { ...facts, spent: all }).find((one) => one.year === '2006/07' && one.method === 'seasonal')!
    // Twice as much after June and the same forecast: the error is that of a forecast that could not know.
    expect(of(later).errorBp).toBeLessThan(-4_000)
  })

  test('are of whole years alone', () => {
    expect(wholeYears(history(30))).toEqual(['2006/07', '2005/06'])
  })
})
