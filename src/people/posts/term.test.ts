import { addDays, toPlainDate } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memberMonths } from './member-months.ts'
import { type Term, firstDayUncovered, isHeldOn, termWords, termsOverlap } from './term.ts'

const day = toPlainDate
const start = day('2008-01-01')
const aDay = fc.integer({ min: 0, max: 60 }).map((days) => addDays(start, days))
const aTerm: fc.Arbitrary<Term> = fc.record({ from: aDay, to: fc.option(aDay) })
const days = Array.from({ length: 70 }, (_, at) => addDays(start, at))

describe('a term of office', () => {
  test('is held from its first day and no longer on the day it ends', () => {
    const term = { from: day('2006-04-01'), to: day('2007-04-01') }
    expect(['2006-03-31', '2006-04-01', '2007-03-31', '2007-04-01'].map((text) => isHeldOn(term, day(text)))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  test('overlaps another exactly where some day is in both', () => {
    fc.assert(
      fc.property(aTerm, aTerm, (a, b) => {
        expect(termsOverlap(a, b)).toBe(days.some((each) => isHeldOn(a, each) && isHeldOn(b, each)))
      }),
    )
  })

  test('is uncovered from the first of its days on which none of the others is held', () => {
    fc.assert(
      fc.property(aTerm, fc.array(aTerm, { maxLength: 5 }), (term, others) => {
        const uncovered = days.find((each) => isHeldOn(term, each) && !others.some((other) => isHeldOn(other, each)))
        expect(firstDayUncovered(term, others)).toBe(uncovered)
      }),
    )
  })

  test('is told with its last day, as people say it', () => {
    const today = day('2008-06-02')
    const words = (from: string, to: string | null) =>
      termWords({ from: day(from), to: to === null ? null : day(to) }, today)
    expect(words('2006-04-01', '2008-04-01')).toBe('1 April 2006 to 31 March 2008')
    expect(words('2008-04-01', null)).toBe('since 1 April 2008')
    expect(words('2008-07-01', null)).toBe('from 1 July 2008')
    expect(words('2008-07-01', '2008-07-01')).toMatch(/^never held/)
  })
})

describe('the months of a membership', () => {
  test('are those on whose first day the practice was in the group', () => {
    const months = (from: string, to: string | null) =>
      memberMonths([{ practice: 'A1', from: day(from), to: to === null ? null : day(to) }]).map((reach) => [
        reach.from,
        reach.to,
      ])
    expect(months('2007-04-01', '2007-07-02')).toEqual([['2007-04', '2007-08']])
    expect(months('2007-04-02', '2007-07-01')).toEqual([['2007-05', '2007-07']])
    expect(months('2007-06-02', '2007-07-01')).toEqual([])
    expect(months('2007-12-15', null)).toEqual([['2008-01', undefined]])
  })

  test('say so for every month, whatever the days', () => {
    const months = ['2008-01', '2008-02', '2008-03']
    fc.assert(
      fc.property(aTerm, (term) => {
        const reaches = memberMonths([{ practice: 'A1', ...term }])
        for (const month of months) {
          const seen = reaches.some(({ from, to }) => from! <= month && (to === undefined || month < to))
          expect(seen, `${month} of ${JSON.stringify(term)}`).toBe(isHeldOn(term, day(`${month}-01`)))
        }
      }),
    )
  })
})
