import { expect, test } from 'vitest'
import { runRulesTwin, twins } from './bill/rules-twin.ts'

test('the SQL of the expensive rules and their slow twins raise the same on 8,000 generated lines', async () => {
  const { findings, differences } = await runRulesTwin({ count: 8_000, seed: 20121001, each: 4_000 })
  expect(differences).toEqual([])
  for (const code of Object.keys(twins)) expect(findings[code], code).toBeGreaterThan(10)
}, 60_000)
