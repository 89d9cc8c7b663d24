import { expect, test } from 'vitest'
import { runRulesTwin, twins } from './bill/rules-twin.ts'

test('the SQL of the expensive rules and their slow twins raise the same on 5,000 generated lines', async () => {
  const { findings, differences } = await runRulesTwin({ count: 5_000, seed: 20121001, each: 2_500 })
  expect(differences).toEqual([])
  for (const code of Object.keys(twins)) expect(findings[code], code).toBeGreaterThan(5)
}, 60_000)
