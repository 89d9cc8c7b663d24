import { randomUUID } from 'node:crypto'
import type { Database } from '#db'
import { afterAll, beforeAll, inject } from 'vitest'
import { databaseOn, openPool } from '../../src/platform/db/open-database.ts'
import './provided.ts'
import { asOwner, urlOfDatabase } from './template.ts'

export interface DatabaseClone {
  /** As the owner, for looking behind the application's back. */
  readonly url: string
  drop(): Promise<void>
}

/** A fresh copy of the migrated database, or of another one, on the server that this run of the tests is about. */
export async function cloneDatabase(of?: string): Promise<DatabaseClone> {
  const [server] = inject('testServers')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asOwner(server.url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${of ?? server.template}`))
  const drop = async () =>
    void (await asOwner(server.url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)))
  return { url: urlOfDatabase(server.url, name), drop }
}

export interface TestDatabase extends DatabaseClone {
  /** As the application works: without the owner's rights. */
  readonly db: Database
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const clone = await cloneDatabase()
  const pool = openPool({ url: clone.url, name: 'tests', role: 'locality_app', asks: 'all', connections: 5 })
  const drop = async () => {
    await pool.end()
    await clone.drop()
  }
  return { db: databaseOn(pool), url: clone.url, drop }
}

/** One database for a test file or a describe: opened before its first test, dropped after its last. Call the answer within tests. */
export function useDatabase(): () => TestDatabase {
  let opened: TestDatabase | undefined
  beforeAll(async () => void (opened = await openTestDatabase()))
  afterAll(async () => opened?.drop())
  return () => opened!
}
