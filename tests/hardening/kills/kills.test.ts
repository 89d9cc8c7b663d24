import { expect, test } from 'vitest'
import { runKills } from './run-kills.ts'

const isLinux = process.platform === 'linux'

// Who runs and what they were started as is read from /proc.
test.skipIf(!isLinux)(
  'an import killed at any instant, and run again, is done once and leaves nothing behind',
  async () => {
    const { failures, kills } = await runKills({ count: 4, seed: 2007 })
    expect(failures).toEqual([])
    expect(kills).toBe(4)
  },
  240_000,
)
