import { expect, test } from 'vitest'
import { toMonth, toPence } from '#shared'
import { sumsFrom } from '../totals/sums.ts'
import { countChange, moneyChange, moverWords } from './change-words.ts'

const september = toMonth('2007-09')
const bill = (code: string, billed: number) => {
  const sums = { ...sumsFrom(new Proxy({}, { get: () => 0 })), billedPence: toPence(billed) }
  return { code, sums, allSums: sums }
}

test('a change is said in pounds and per cent of the month before', () => {
  expect(moneyChange(toPence(110_000), toPence(100_000), september)).toBe('£100 (10%) more than September 2007')
  expect(moneyChange(toPence(90_000), toPence(100_000), september)).toBe('£100 (10%) less than September 2007')
  expect(moneyChange(toPence(-90_000), toPence(-100_000), september)).toBe('£100 (10%) more than September 2007')
  expect(moneyChange(toPence(5), toPence(5), september)).toBe('The same as September 2007')
  expect(moneyChange(null, toPence(5), september)).toBeUndefined()
  expect(moneyChange(toPence(500), toPence(0), september)).toBe('£5 more than September 2007')
})

test('fewer lines are fewer', () => {
  expect(countChange(900, 1000, september)).toBe('100 (10%) fewer than September 2007')
  expect(countChange(3000, 1000, september)).toBe('2,000 (200%) more than September 2007')
})

test('the provider that moved the bill most is named, up or down', () => {
  const now = [bill('RAA', 500_00), bill('RBB', 100_00)]
  const before = [bill('RAA', 450_00), bill('RBB', 300_00)]
  expect(moverWords(now, before, september, () => 'Other Hospital')).toBe(
    'The largest change since September 2007 is Other Hospital (RBB): billed £200 less.',
  )
  expect(moverWords(now, now, september, String)).toBeUndefined()
})
