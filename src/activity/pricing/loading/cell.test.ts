import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDays, readFactorMicro, readPrice, readShareBp, readYes } from './cell.ts'

test('any price written in a plain file comes back to the penny', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (pence) => {
      const text = `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, '0')}`
      expect(readPrice(text, false)).toEqual({ ok: true, value: pence })
    }),
  )
})

test('any text at all is a price, no price or a refusal, never a crash and never less than nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.boolean(), (text, isNational) => {
      const read = readPrice(text, isNational)
      expect(read.ok ? read.value === null || read.value >= 0 : read.message.length > 10).toBe(true)
      for (const reader of [readDays, readShareBp, readFactorMicro])
        expect(typeof reader(text, isNational).ok).toBe('boolean')
    }),
  )
})

test.each([
  ['2,406', 240600],
  ['£1,234,567.89', 123456789],
  ['2406*', 240600],
  ['0.30000000000000004', 30],
  ['-', null],
  ['–', null],
  ['', null],
  ['0', 0],
  ['1234.565', 123457],
  ['12,34', 'refused'],
  ['tbc', 'refused'],
  ['-5', 'refused'],
  ['1e5', 'refused'],
])('a national workbook’s %s is %s', (text, expected) => {
  const read = readPrice(text, true)
  expect(read.ok ? read.value : 'refused').toBe(expected)
})

test.each([
  ['1.063400', 1063400],
  ['1', 1000000],
  ['1.0634001', 'refused'],
  ['0', 'refused'],
  ['12', 'refused'],
  ['1,06', 'refused'],
])('the factor %s is %s', (text, expected) => {
  const read = readFactorMicro(text, false)
  expect(read.ok ? read.value : 'refused').toBe(expected)
})

test.each([
  ['25%', 2500],
  ['0.25', 2500],
  ['25', 2500],
  ['1', 10000],
  ['100%', 10000],
  ['101%', 'refused'],
  ['x', 'refused'],
  ['0.12345', 'refused'],
])('the share %s is %s ten-thousandths', (text, expected) => {
  const read = readShareBp(text, false)
  expect(read.ok ? read.value : 'refused').toBe(expected)
})

test('yes and no', () => {
  expect(
    [readYes('Y'), readYes('Yes'), readYes('No'), readYes(''), readYes('perhaps')].map((read) =>
      read.ok ? read.value : 'refused',
    ),
  ).toEqual([true, true, false, false, 'refused'])
})
