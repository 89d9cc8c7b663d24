import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '#db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DatabaseClone, cloneDatabase, useDatabase } from '../../../tests/support/database.ts'
import { asOwner } from '../../../tests/support/template.ts'
import { compareMigrations, migrate, readMigrations } from './migrate.ts'

describe('the migrations', () => {
  const database = useDatabase()

  test('have all been applied, each with the checksum of its file', async () => {
    const { rows } = await sql<{ name: string; checksum: string }>`
      SELECT m.name, m.checksum FROM platform.migration AS m ORDER BY m.name`.execute(database().db)
    expect(rows).toEqual((await readMigrations()).map(({ name, checksum }) => ({ name, checksum })))
    expect(rows.length).toBeGreaterThan(0)
  })

  test('describe every table they make', async () => {
    const { rows } = await sql<{ name: string }>`
      SELECT n.nspname || '.' || c.relname AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
         AND obj_description(c.oid, 'pg_class') IS NULL ORDER BY 1`.execute(database().db)
    expect(rows).toEqual([])
  })

  test('leave the application without the owner’s rights', async () => {
    await expect(sql`CREATE TABLE platform.mine (a integer)`.execute(database().db)).rejects.toThrow(
      'permission denied',
    )
    const { rows } = await sql`SELECT current_user::text AS name`.execute(database().db)
    expect(rows).toEqual([{ name: 'locality_app' }])
  })
})

describe('a folder of migrations', () => {
  let folder: string
  let clone: DatabaseClone

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'locality-migrations-'))
    clone = await cloneDatabase()
    await asOwner(clone.url, (client) => client.query('TRUNCATE platform.migration'))
    await writeFile(join(folder, '0001_first.sql'), 'CREATE TABLE public.first (a integer);')
  })

  afterAll(async () => {
    await clone.drop()
    await rm(folder, { recursive: true })
  })

  test('is applied once when two processes try at the same moment', async () => {
    const both = await Promise.all([migrate(clone.url, 'one', folder), migrate(clone.url, 'two', folder)])
    expect(both.map((outcome) => (outcome.ok ? outcome.value : outcome)).toSorted()).toEqual([[], ['0001_first']])
  })

  test('is refused by name when one that has landed was changed', async () => {
    await writeFile(join(folder, '0001_first.sql'), 'CREATE TABLE public.first (a integer, b integer);')
    expect(await migrate(clone.url, 'test', folder)).toMatchObject({
      ok: false,
      code: 'changed-migration',
      message: expect.stringContaining('0001_first'),
    })
    await writeFile(join(folder, '0001_first.sql'), 'CREATE TABLE public.first (a integer);')
  })

  test('that fails half way leaves nothing of the failed one, and keeps the ones before', async () => {
    await writeFile(join(folder, '0002_second.sql'), 'CREATE TABLE public.second (a integer);')
    await writeFile(join(folder, '0003_third.sql'), 'CREATE TABLE public.third (a integer); SELECT 1 / 0;')
    await expect(migrate(clone.url, 'test', folder)).rejects.toThrow('migration 0003_third failed: division by zero')
    const { rows } = await asOwner(clone.url, (client) =>
      client.query(`SELECT to_regclass('public.second')::text AS second, to_regclass('public.third')::text AS third`),
    )
    expect(rows).toEqual([{ second: 'second', third: null }])
  })

  test('of an older version refuses data that a newer one has opened', () => {
    expect(compareMigrations([], new Map([['0009_later', 'x']]))).toMatchObject({ ok: false, code: 'newer-data' })
  })
})
