import { expect, test } from 'vitest'
import { runSplits } from './run-splits.ts'

test('however money is split, the parts sum to it, none is negative, each is its share to the penny, and the order does not matter', () => {
  const { count, parts, failures } = runSplits({ count: 4_000, seed: 20_071_001 })
  expect(failures).toEqual([])
  expect(count).toBe(4_000)
  expect(parts).toBeGreaterThan(12_000)
})
