import { expect, test } from 'vitest'
import { useDatabase } from '../../../tests/support/database.ts'
import { asOwner } from '../../../tests/support/template.ts'
import { openLake } from '../lake/open-lake.ts'
import { faultOf, faultWords } from './fault.ts'

const database = useDatabase()
const secret = 'hildegard@example.org'

/** As the owner of the tables: nobody hides the row from it. */
const failing = (query: string): Promise<unknown> =>
  asOwner(database().url, (client) => client.query(query)).then(
    () => undefined,
    (error: unknown) => error,
  )

test('an error of the database is told by its code and its place, never by the row', async () => {
  await failing('CREATE TABLE known (email text UNIQUE CHECK (length(email) < 30), number integer)')
  await failing(`INSERT INTO known VALUES ('${secret}', 1)`)
  const faults = [
    await failing(`INSERT INTO known VALUES ('${secret}', 1)`),
    await failing(`INSERT INTO known VALUES ('${secret} and much more than that', 1)`),
    await failing(`SELECT '${secret}'::integer`),
    await failing(`DO $$ BEGIN EXECUTE 'SELECT 1 FROM known WHERE number = ' || quote_literal('${secret}'); END $$`),
  ]
  for (const fault of faults) {
    expect(JSON.stringify(fault) + String((fault as Error).message)).toContain(secret)
    expect(JSON.stringify(faultOf(fault))).not.toMatch(/hildegard/i)
    expect(faultOf(fault)).toMatchObject({ code: expect.stringMatching(/^\w{5}$/), at: expect.any(Array) })
  }
  expect(faultOf(faults[0])).toMatchObject({ code: '23505', table: 'known', constraint: 'known_email_key' })
})

test('an error of the lake says nothing of a file’s values', async () => {
  const lake = await openLake({ folder: '/tmp' })
  const fault = await lake.read(`SELECT '9990000018 of Hildegard'::INTEGER`).then(
    () => undefined,
    (error: unknown) => error,
  )
  await lake.close()
  expect(String(fault)).toContain('Hildegard')
  expect(JSON.stringify(faultOf(fault))).not.toMatch(/Hildegard|9990000018/)
})

test('whatever else is thrown keeps its words, without what they quote', () => {
  expect(faultWords(new Error('the disk of the vault is full'))).toBe('the disk of the vault is full')
  expect(faultWords('nobody “Ada Ashworth” with 999 000 0018, ada@example.org or 12345678')).toBe(
    'nobody “…” with [hidden: NHS number], [address] or …',
  )
  expect(faultWords(new Error("it's the provider's own"))).toBe("it's the provider's own")
})
