import { expect, test } from 'vitest'
import { runPaymentKills } from './run-payment-kills.ts'

const isLinux = process.platform === 'linux'

// Who runs and what they were started as is read from /proc.
test.skipIf(!isLinux)(
  'a payment killed at any instant while it is prepared or approved is done once, whole, and the ledger balances',
  async () => {
    const { failures, kills } = await runPaymentKills({ count: 2, seed: 2007 })
    expect(failures).toEqual([])
    expect(kills).toBeGreaterThanOrEqual(2)
  },
  240_000,
)
