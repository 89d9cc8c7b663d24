import { randomUUID } from 'node:crypto'
import { type Database } from '#db'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { databaseOn, openPool } from '../../src/platform/db/open-database.ts'
import { type TestServer } from './provided.ts'
import { asOwner, urlOfDatabase } from './template.ts'

export interface TestDatabase {
  /** As the application works: without the owner's rights. */
  readonly db: Database
  /** As the owner, for tests of what the application may not do. */
  readonly url: string
  drop(): Promise<void>
}

export async function cloneDatabase(server: TestServer): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asOwner(server.url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${server.template}`))
  const drop = async () => void (await asOwner(server.url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)))
  return { url: urlOfDatabase(server.url, name), drop }
}

export const embeddedServer = (): TestServer => inject('testServers')[0]!

export async function openTestDatabase(server: TestServer = embeddedServer()): Promise<TestDatabase> {
  const clone = await cloneDatabase(server)
  const pool = openPool({ url: clone.url, name: 'tests', role: 'locality_app', connections: 5 })
  const drop = async () => {
    await pool.end()
    await clone.drop()
  }
  return { db: databaseOn(pool), url: clone.url, drop }
}

/**
 * Runs the same tests on the embedded database and, where LOCALITY_TEST_POSTGRES_URL names one, on a PostgreSQL
 * server. `database()` answers within tests and hooks only; every describe has its own fresh clone.
 */
export function describeOnEachDatabase(name: string, tests: (database: () => TestDatabase) => void): void {
  describe.each(inject('testServers'))(`${name}, on $name`, (server) => {
    let opened: TestDatabase | undefined
    beforeAll(async () => void (opened = await openTestDatabase(server)))
    afterAll(async () => opened?.drop())
    tests(() => opened!)
  })
}
