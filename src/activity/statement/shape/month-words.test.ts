import { expect, test } from 'vitest'
import { toMonth, toPence } from '#shared'
import { formatMinute, pricedNote, snapshotNote, sourceNote, unpricedWarning } from './month-words.ts'

const month = toMonth('2007-10')

test('a note says who has sent the final version and whose figures will still change', () => {
  const pairs = [
    { provider: 'RAL', snapshot: 'freeze' as const },
    { provider: 'RAX', snapshot: 'flex' as const },
    { provider: 'RAL', snapshot: 'freeze' as const },
  ]
  expect(snapshotNote(month, pairs)).toBe(
    'October 2007: freeze for 1 provider; flex, which freeze will replace, for 1 provider (RAX).',
  )
  expect(snapshotNote(month, pairs.slice(0, 1))).toBe('October 2007: freeze, the final version, for 1 provider.')
})

test('a note names the imports, once each', () => {
  expect(sourceNote([7])).toBe('Source: import 7.')
  expect(sourceNote([9, 4, 9, 5])).toBe('Source: 3 imports, numbers 4, 5, 9.')
})

test('the time of pricing is the clock on the wall in England', () => {
  expect(formatMinute(new Date('2026-07-01T11:30:00Z'))).toBe('1 July 2026 at 12:30')
  expect(
    pricedNote(['the 2007/08 price list'], [new Date('2026-01-02T03:04:00Z'), new Date('2026-01-02T03:05:00Z')]),
  ).toBe('Priced 2 January 2026 at 03:05 with the 2007/08 price list.')
  expect(pricedNote([], [])).toBeUndefined()
})

test('a month without prices is said aloud with what is at stake and the command to run', () => {
  expect(unpricedWarning(month, { lines: 1200, billedPence: toPence(123_450) }, true)).toBe(
    'October 2007 has not been priced: 1,200 lines billed at £1,234.50 have no price yet. Run “locality price --month 2007-10”.',
  )
})
