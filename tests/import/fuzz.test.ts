import { describe, expect, test } from 'vitest'
import { runFuzz } from './fuzz.ts'

describe('files as nobody should send them', () => {
  test('600 of them, most broken: none crashes the reader, none is wrongly taken, every refusal says what to do', async () => {
    const { failures, broken } = await runFuzz({ count: 600, seed: 1 })
    expect(failures).toEqual([])
    expect(broken).toBeGreaterThan(300)
  }, 240_000)
})
