import { expect, test } from 'vitest'
import { startFromSource } from '../../../tests/support/from-source.ts'

test('the log goes to standard error, and never holds a password or an NHS number', async () => {
  const { ended } = startFromSource('tests/support/say-in-log.ts', [])
  const { out, error } = await ended
  expect(out).toBe('')
  expect(error).toContain('said on purpose')
  expect(error).toContain('[not logged]')
  expect(error).not.toMatch(/9990079196|secret-word/)
})
