import { expect, test } from 'vitest'
import { runCheckKills } from './run-check-kills.ts'

const isLinux = process.platform === 'linux'

// Who runs and what they were started as is read from /proc.
test.skipIf(!isLinux)(
  'a check killed at any instant, and run again, finds everything once and loses nothing that was said',
  async () => {
    const { failures, kills } = await runCheckKills({ count: 2, seed: 2007 })
    expect(failures).toEqual([])
    expect(kills).toBeGreaterThanOrEqual(2)
  },
  240_000,
)
