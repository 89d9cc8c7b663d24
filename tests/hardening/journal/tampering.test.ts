import { databaseOn, openPool } from '../../../src/platform/db/open-database.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useWorkbench } from '../../support/workbench.ts'
import { runTampering } from './run-tampering.ts'
import { writeJournal } from './written-journal.ts'

const workbench = useWorkbench()
let pool: ReturnType<typeof openPool>
beforeAll(async () => {
  pool = openPool({ url: workbench().databaseUrl, name: 'an attacker', connections: 1 })
  await writeJournal(workbench().ctx, 40)
})
afterAll(() => pool.end())

test('whoever owns the database edits, deletes, inserts, reorders or cuts: each is found, and the record named', async () => {
  const { failures, ways } = await runTampering(databaseOn(pool), { count: 400, seed: 20071001 })
  expect(failures).toEqual([])
  expect(Object.keys(ways).length).toBeGreaterThanOrEqual(9)
}, 120_000)
