import { expect, test } from 'vitest'
import { shortDecimal, withoutLastZeros } from './decimal-text.ts'

test('noughts at the end of a decimal say nothing', () => {
  expect(['2.500', '2.000', '0.10', '20', '100', '-1.50'].map(shortDecimal)).toEqual([
    '2.5',
    '2',
    '0.1',
    '20',
    '100',
    '-1.5',
  ])
  expect(['', '0', '0010', '1200'].map(withoutLastZeros)).toEqual(['', '', '001', '12'])
})
