import { expect, test } from 'vitest'
import { runFuzz } from './run-fuzz.ts'

test('300 files, most of them broken: none crashes the reader, none is taken wrongly, every refusal says what to do', async () => {
  const { failures, broken } = await runFuzz({ count: 300, seed: 1 })
  expect(failures).toEqual([])
  expect(broken).toBeGreaterThan(200)
}, 240_000)
