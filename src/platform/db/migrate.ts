import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { type Result, ok, refused } from '#shared'
import { packagePath } from '../package-path.ts'

export interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** `0001_platform.sql`: four digits give the order, words say what it makes. */
const fileName = /^\d{4}_[a-z_]+\.sql$/

export async function readMigrations(folder: string = packagePath('migrations')): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => fileName.test(name)).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
      return { name: name.replace(/\.sql$/, ''), sql, checksum }
    }),
  )
}

type Landed = ReadonlyMap<string, string>

async function readLanded(client: pg.ClientBase): Promise<Landed> {
  const {
    rows: [found],
  } = await client.query(`SELECT to_regclass('platform.migration') IS NOT NULL AS present`)
  if (!found?.present) return new Map()
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT m.name, m.checksum FROM platform.migration AS m',
  )
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

export type MigrationRefusal = 'changed-migration' | 'newer-data'

/** What has landed must still be what the files say, and nothing may have landed that this version does not know. */
export function compareMigrations(files: readonly Migration[], landed: Landed): Result<Migration[], MigrationRefusal> {
  const changed = files.find((file) => landed.has(file.name) && landed.get(file.name) !== file.checksum)
  if (changed) {
    return refused(
      'changed-migration',
      `Migration ${changed.name} was changed after it was applied to this database. ` +
        'Put the file back as it was and write the change as a new migration.',
    )
  }
  const unknown = [...landed.keys()].find((name) => !files.some((file) => file.name === name))
  if (unknown) {
    return refused(
      'newer-data',
      `This data was last opened by a newer Locality: it has migration ${unknown}, ` +
        'which this one does not know. Use the newer version.',
    )
  }
  return ok(files.filter((file) => !landed.has(file.name)))
}

const tables = `
  CREATE SCHEMA IF NOT EXISTS platform;
  COMMENT ON SCHEMA platform IS 'What every room stands on: migrations and runs of long work';
  CREATE TABLE IF NOT EXISTS platform.migration (
    name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp());
  COMMENT ON TABLE platform.migration IS 'The migrations that have been applied, with the checksum of the file that was';
`

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(migration.sql)
    await client.query('INSERT INTO platform.migration (name, checksum) VALUES ($1, $2)', [
      migration.name,
      migration.checksum,
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}

/** Any number would do; this one is asked for by nothing else. */
const migrationLock = 7_100_001

async function applyPending(
  client: pg.ClientBase,
  files: readonly Migration[],
): Promise<Result<string[], MigrationRefusal>> {
  await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
  try {
    const pending = compareMigrations(files, await readLanded(client))
    if (!pending.ok || pending.value.length === 0) return pending.ok ? ok([]) : pending
    await client.query(tables)
    for (const migration of pending.value) await apply(client, migration)
    return ok(pending.value.map((migration) => migration.name))
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [migrationLock])
  }
}

/** Brings the database to this version as its owner; two processes that try at once take turns. Answers with what was applied. */
export async function migrate(url: string, name: string, folder?: string): Promise<Result<string[], MigrationRefusal>> {
  const files = await readMigrations(folder)
  const client = new pg.Client({ connectionString: url, application_name: name })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await applyPending(client, files)
  } finally {
    await client.end()
  }
}
