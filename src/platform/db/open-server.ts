import pg from 'pg'
import { type Result, ok, refused } from '#shared'
import type { Cluster } from './embedded/open-cluster.ts'

const oldestVersion = 150_000

/** Where it is, without the password that stands before the @. */
const placeOf = (url: string): string => {
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: 'an address that cannot be read', pathname: '' }
  return `${host}${pathname}`
}

async function versionOf(url: string, name: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: name, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number }>(
      `SELECT current_setting('server_version_num')::integer AS version`,
    )
    return rows[0]!.version
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A PostgreSQL server that somebody else runs: it must answer and be of version 15 or later. */
export async function openServer(url: string): Promise<Result<Cluster, 'unusable'>> {
  const name = `locality ${process.pid}`
  try {
    const version = await versionOf(url, name)
    if (version >= oldestVersion) return ok({ url, name, close: async () => undefined })
    return refused(
      'unusable',
      `The PostgreSQL at ${placeOf(url)} is version ${Math.floor(version / 10_000)}; 15 or later is needed.`,
    )
  } catch (error) {
    const why = error instanceof Error && error.message ? error.message : 'nothing answers there'
    return refused(
      'unusable',
      `The PostgreSQL named in DATABASE_URL, ${placeOf(url)}, cannot be used: ${why}. ` +
        'Check the address, the name and the password, or leave DATABASE_URL out to use the database in the data folder.',
    )
  }
}
