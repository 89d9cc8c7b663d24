import { expect, test } from 'vitest'
import { runGuard } from './run-guard.ts'

test('of many texts with an NHS number at least 99.9% are stopped, of as many with another number at most 0.1%', () => {
  const { caught, alarms, examples } = runGuard({ count: 5_000, seed: 20071001 })
  expect(caught, examples.join('\n')).toBeGreaterThanOrEqual(4_995)
  expect(alarms, examples.join('\n')).toBeLessThanOrEqual(5)
})
