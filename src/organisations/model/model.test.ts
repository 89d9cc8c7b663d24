import { type PlainDate, addDays, toPlainDate } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameOn, rename } from './dated-name.ts'
import { type Interval, holdsOn, overlap, without } from './interval.ts'
import { fiveYearBands } from './list-count.ts'
import { type Membership, clashes, restate } from './membership.ts'
import { isCode, isNationalPractice, isNoPractice, isOpenOn } from './organisation.ts'

const day = (index: number) => addDays(toPlainDate('2006-04-01'), index)
const days = Array.from({ length: 40 }, (_, index) => day(index))
const intervals = fc
  .tuple(fc.integer({ min: 0, max: 38 }), fc.option(fc.integer({ min: 1, max: 20 })))
  .map(([from, length]) => ({ from: day(from), to: length === null ? null : day(from + length) }))
const inside = (interval: Interval): PlainDate[] => days.filter((date) => holdsOn(interval, date))

const membership = (parent: string, from: string, to: string | null = null): Membership => ({
  member: 'P1',
  parent,
  parentKind: 'group',
  dataset: 'plain',
  from: toPlainDate(from),
  to: to === null ? null : toPlainDate(to),
})
const spans = (all: readonly Membership[]) => all.map(({ parent, from, to }) => [parent, from, to])

describe('half-open intervals', () => {
  test('overlap exactly when they share a day', () => {
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        const shared = inside(a).filter((date) => holdsOn(b, date))
        expect(overlap(a, b)).toBe(shared.length > 0)
      }),
    )
  })

  test('without an interval, exactly its other days are left', () => {
    fc.assert(
      fc.property(intervals, intervals, (whole, taken) => {
        expect(without(whole, taken).flatMap(inside)).toEqual(inside(whole).filter((date) => !holdsOn(taken, date)))
      }),
    )
  })
})

describe('memberships', () => {
  test('a move ends the membership before it', () => {
    const after = restate([membership('G1', '2006-04-01')], [membership('G2', '2007-04-01')])
    expect(spans(after)).toEqual([
      ['G1', '2006-04-01', '2007-04-01'],
      ['G2', '2007-04-01', null],
    ])
  })

  test('a membership stated again with an end has that end', () => {
    const after = restate([membership('G1', '2006-04-01')], [membership('G1', '2006-04-01', '2008-06-01')])
    expect(spans(after)).toEqual([['G1', '2006-04-01', '2008-06-01']])
    const later = restate([membership('G1', '2006-04-01')], [membership('G1', '2007-04-01', '2008-06-01')])
    expect(spans(later)).toEqual([
      ['G1', '2006-04-01', '2007-04-01'],
      ['G1', '2007-04-01', '2008-06-01'],
    ])
  })

  const ofParents = fc
    .array(fc.tuple(fc.constantFrom('G1', 'G2', 'G3'), intervals), { maxLength: 6 })
    .map((all) => all.map(([parent, interval]) => ({ ...membership(parent, '2006-04-01'), ...interval }) as Membership))
    .map((all) => all.filter((one, at) => !all.slice(0, at).some((other) => overlap(one, other))))

  test('the newer file is right about its days, nobody is in two groups, and telling it twice changes nothing', () => {
    fc.assert(
      fc.property(ofParents, ofParents, (recorded, stated) => {
        const after = restate(recorded, stated)
        expect(clashes(after)).toEqual([])
        for (const one of stated)
          for (const date of inside(one))
            expect(after.filter((other) => holdsOn(other, date)).map(({ parent }) => parent)).toEqual([one.parent])
        expect(spans(restate(after, stated))).toEqual(spans(after))
      }),
    )
  })

  test('days that no newer statement names keep their group, unless a statement of that group ends it', () => {
    fc.assert(
      fc.property(ofParents, ofParents, (recorded, stated) => {
        const after = restate(recorded, stated)
        const parentsStated = new Set(stated.map(({ parent }) => parent))
        for (const one of recorded.filter(({ parent }) => !parentsStated.has(parent)))
          for (const date of inside(one))
            if (!stated.some((other) => holdsOn(other, date)))
              expect(after.some((other) => other.parent === one.parent && holdsOn(other, date))).toBe(true)
      }),
    )
  })

  test('a clash is found among many, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(intervals, { maxLength: 8 }), (all) => {
        const memberships = all.map((interval) => ({ ...membership('G1', '2006-04-01'), ...interval }) as Membership)
        const any = memberships.some((one, at) => memberships.slice(at + 1).some((other) => overlap(one, other)))
        expect(clashes(memberships).length > 0).toBe(any)
      }),
    )
  })
})

describe('codes', () => {
  test('a practice code of England is known; the defaults for no practice are not practices', () => {
    expect(['A81001', 'E84002', 'W00417', 'Y00001', 'P83001'].every(isNationalPractice)).toBe(true)
    expect(['V81999', 'I81001', 'O81001', 'A8100', 'A810011', 'a81001'].some(isNationalPractice)).toBe(false)
    expect(['V81997', 'V81998', 'V81999'].every(isNoPractice)).toBe(true)
    expect(isNoPractice('V81996')).toBe(false)
  })

  test('any code is 2 to 10 capitals and digits', () => {
    expect(['5K5', 'QHM', 'U00070', 'G1'].every(isCode)).toBe(true)
    expect(['', 'G', 'g1', 'G 1', 'ABCDEFGHIJK'].some(isCode)).toBe(false)
  })

  test('a practice is open on its closing day and not the day after', () => {
    const closed = { openDate: toPlainDate('1974-04-01'), closeDate: toPlainDate('2017-10-31') }
    expect(isOpenOn(closed, toPlainDate('2017-10-31'))).toBe(true)
    expect(isOpenOn(closed, toPlainDate('2017-11-01'))).toBe(false)
    expect(isOpenOn(closed, toPlainDate('1974-03-31'))).toBe(false)
  })
})

describe('names', () => {
  test('the name of the time is kept when another is heard', () => {
    const first = rename([], 'P1', 'The Surgery', toPlainDate('2007-01-01'))
    const both = rename(first, 'P1', 'The Medical Centre', toPlainDate('2010-01-01'))
    expect(nameOn(both, toPlainDate('2006-01-01'))).toBe('The Surgery')
    expect(nameOn(both, toPlainDate('2009-12-31'))).toBe('The Surgery')
    expect(nameOn(both, toPlainDate('2010-01-01'))).toBe('The Medical Centre')
    expect(rename(both, 'P1', 'The Medical Centre', toPlainDate('2011-01-01'))).toEqual(both)
  })

  test('a code that stood in for a name is replaced, not kept as history', () => {
    const named = rename(
      rename([], '16C', '16C', toPlainDate('2007-01-01')),
      '16C',
      'Northshire',
      toPlainDate('2010-01-01'),
    )
    expect(named).toEqual([{ name: 'Northshire', from: null, to: null }])
  })
})

test('there are twenty five-year bands', () => {
  expect(fiveYearBands).toHaveLength(20)
  expect([fiveYearBands[0], fiveYearBands[18], fiveYearBands[19]]).toEqual(['0-4', '90-94', '95+'])
})
