import { expect, test } from 'vitest'
import { useWorkbench } from '../../support/workbench.ts'
import { runRaces } from './run-races.ts'

const workbench = useWorkbench()

test('whatever two people do to a month at one moment, nothing is paid twice, the ledger balances and the loser is told', async () => {
  const { races, ways, failures } = await runRaces(workbench().ctx, { count: 24, seed: 20_071_001 })
  expect(failures).toEqual([])
  expect(races).toBe(24)
  expect(Object.keys(ways).filter((way) => way.includes('done')).length).toBeGreaterThan(2)
}, 120_000)
