import { expect, test } from 'vitest'
import { toPence } from '#shared'
import { formatLarge } from './format-large.ts'

test('a headline of ten million pounds and more is said in millions', () => {
  expect(formatLarge(toPence(999_999_999))).toBe('£10,000,000')
  expect(formatLarge(toPence(1_000_000_000))).toBe('£10.0m')
  expect(formatLarge(toPence(15_489_850_487))).toBe('£154.9m')
  expect(formatLarge(toPence(-15_489_850_487))).toBe('−£154.9m')
  expect(formatLarge(toPence(12_345))).toBe('£123')
})
