import pg from 'pg'
import { migrate } from '../../src/platform/db/migrate.ts'
import type { TestServer } from './provided.ts'

export function urlOfDatabase(url: string, database: string): string {
  const made = new URL(url)
  made.pathname = `/${database}`
  return made.href
}

export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const inOneEncoding = "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"

async function dropThose(url: string, template: string): Promise<void> {
  await asOwner(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
      [template],
    )
    for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name}`)
  })
}

/** A database with every migration applied, which each test file clones in some tens of milliseconds. */
export async function makeTemplate(
  name: string,
  url: string,
  folder: string,
): Promise<{ server: TestServer; drop(): Promise<void> }> {
  const template = `locality_template_${process.pid}`
  await dropThose(url, template)
  await asOwner(url, (client) => client.query(`CREATE DATABASE ${template} ${inOneEncoding}`))
  const migrated = await migrate(urlOfDatabase(url, template), 'tests')
  if (!migrated.ok) throw new Error(migrated.message)
  return { server: { name, url, template, folder }, drop: () => dropThose(url, template) }
}
