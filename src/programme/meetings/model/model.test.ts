import { toPlainDate } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countVotes } from '../elections/count.ts'
import { dayTyped } from '../showing/input.ts'
import { termsTyped } from '../showing/terms-input.ts'
import { readWorkshops } from '../workshops/read-workshops.ts'
import { instantInLondon } from './london-instant.ts'
import { daysEvery, endOf } from './schedule.ts'

const day = toPlainDate
const rowsOf = (...lines: string[][]) => ({ rows: lines.map((cells, at) => ({ number: at + 1, cells })) })

describe('a schedule', () => {
  test('keeps the weekday of the month: the second Tuesday every two months', () => {
    expect(daysEvery(day('2008-01-08'), 2, day('2008-07-01'))).toEqual(['2008-01-08', '2008-03-11', '2008-05-13'])
    expect(daysEvery(day('2008-01-31'), 1, day('2008-04-01'))).toEqual(['2008-01-31', '2008-02-28', '2008-03-27'])
  })

  test('has one day in each month it meets, always the same weekday', () => {
    const first = fc
      .integer({ min: 0, max: 4_000 })
      .map((days) => day(new Date(Date.UTC(2005, 0, 1 + days)).toISOString().slice(0, 10)))
    fc.assert(
      fc.property(first, fc.integer({ min: 1, max: 12 }), (from, months) => {
        const days = daysEvery(from, months, day('2019-01-01'))
        const weekdays = new Set(days.map((each) => new Date(each).getUTCDay()))
        expect(weekdays.size).toBe(1)
        const at = days.map((each) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5, 7)))
        expect(at.every((month, turn) => month === at[0]! + turn * months)).toBe(true)
      }),
    )
  })

  test('tells when a meeting ends, and never on the next day', () => {
    expect(endOf('14:00', 90)).toBe('15:30')
    expect(endOf('23:00', 120)).toBe('23:59')
  })
})

describe('an hour in England', () => {
  test('is an hour before that of Greenwich in summer and the same in winter', () => {
    expect(instantInLondon(day('2008-06-03'), '14:00').toISOString()).toBe('2008-06-03T13:00:00.000Z')
    expect(instantInLondon(day('2008-01-08'), '14:00').toISOString()).toBe('2008-01-08T14:00:00.000Z')
    expect(instantInLondon(day('2008-03-30'), '12:00').toISOString()).toBe('2008-03-30T11:00:00.000Z')
  })
})

describe('a count', () => {
  const of = (...votes: number[]) =>
    votes.map((each, at) => ({ nominationNo: at + 1, name: String(at + 1), votes: each }))
  const numbers = (all: readonly { readonly nominationNo: number }[]) => all.map((one) => one.nominationNo)

  test('elects who has most, and leaves a lot to those who are level', () => {
    const count = countVotes(of(4, 3, 3), 2)
    expect([numbers(count.elected), numbers(count.tied), count.placesLeft]).toEqual([[1], [2, 3], 1])
    expect(numbers(countVotes(of(1, 5, 3), 2).elected)).toEqual([2, 3])
  })

  test('elects all where there are no more names than places', () => {
    expect(numbers(countVotes(of(0, 0), 2).elected)).toEqual([1, 2])
  })

  test('fills every place, and puts nobody in before somebody with more votes', () => {
    const votes = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(votes, fc.integer({ min: 1, max: 9 }), (given, places) => {
        const all = of(...given)
        const { elected, tied, placesLeft } = countVotes(all, places)
        expect(elected.length + placesLeft).toBe(Math.min(places, all.length))
        expect(tied.length === 0 || tied.length > placesLeft).toBe(true)
        const out = all.filter((one) => !elected.includes(one) && !tied.includes(one))
        const least = Math.min(...elected.map((one) => one.votes), ...tied.map((one) => one.votes))
        expect(out.every((one) => one.votes <= least)).toBe(true)
      }),
    )
  })
})

describe('what people type', () => {
  test('as a day is read both ways, and is refused where there is no such day', () => {
    expect(dayTyped('31/1/2008')).toBe('2008-01-31')
    expect(dayTyped('2008-01-31')).toBe('2008-01-31')
    expect(dayTyped('31/2/2008')).toBeUndefined()
    expect(dayTyped('next Tuesday')).toBeUndefined()
  })

  test('as rules of membership is a kind and a number a line', () => {
    const typed = { purpose: '', quorum: '2', every: '', after: null, starts: '14:00', long: '90', place: '' }
    expect(termsTyped({ ...typed, rules: 'nurse 1\nlay 2' })).toMatchObject({
      value: {
        rules: [
          { kind: 'nurse', least: 1 },
          { kind: 'lay', least: 2 },
        ],
      },
    })
    expect(termsTyped({ ...typed, rules: 'a nurse' })).toMatchObject({ code: 'rules' })
  })
})

describe('a file of workshops', () => {
  test('is read row by row, with outcomes between semicolons', () => {
    const read = readWorkshops(
      rowsOf(['cluster', 'date', 'agreed_outcomes'], ['Hill', '2005-06-15', 'One; Two'], ['Dale', '23/06/2005', '']),
    )
    expect(read.rejects).toEqual([])
    expect(read.rows).toMatchObject([
      { about: 'Hill', on: '2005-06-15', outcomes: ['One', 'Two'] },
      { about: 'Dale', on: '2005-06-23', outcomes: [] },
    ])
  })

  test('names row and column of what is wrong', () => {
    const read = readWorkshops(rowsOf(['cluster', 'date'], ['', '2005-06-15'], ['Dale', '2005-06-31']))
    expect(read.rejects.map(({ row, column }) => [row, column])).toEqual([
      [2, 'cluster'],
      [3, 'date'],
    ])
  })
})
