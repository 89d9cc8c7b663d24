import { expect, test } from 'vitest'
import { podNames } from './pod-names.view.ts'

test('point-of-delivery-names.yaml names every national code, each by a name of its own', async () => {
  const names = await podNames()
  expect(names.size).toBe(81)
  expect(new Set(names.values()).size).toBe(81)
  expect(names.get('NELXBD')).toBe('Non-elective excess bed day')
})
