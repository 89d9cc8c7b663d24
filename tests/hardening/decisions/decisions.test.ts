import { expect, test } from 'vitest'
import { useWorkbench } from '../../support/workbench.ts'
import { runDecisions } from './run-decisions.ts'

const workbench = useWorkbench()

test('two operators who decide about one finding lose no decision, and whoever is slower is told who did what', async () => {
  const { failures, tally } = await runDecisions(workbench().ctx, { count: 40, seed: 20071001 })
  expect(failures).toEqual([])
  expect(tally['saved']).toBeGreaterThan(40)
  expect(tally['too late, and told']).toBeGreaterThan(10)
}, 60_000)
