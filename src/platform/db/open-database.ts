import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Database } from './database.ts'
import { askingForAll, askingForNothing } from './asker.ts'
import { readDate, readWhole, readWholes, readDates } from './value-types.ts'

const { builtins } = pg.types
const arrays = { whole: 1016, date: 1182 } as const

const readers: Readonly<Record<number, (text: string) => unknown>> = {
  [builtins.INT8]: readWhole,
  [builtins.DATE]: readDate,
  [arrays.whole]: readWholes,
  [arrays.date]: readDates,
}

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return readers[oid] ?? pg.types.getTypeParser(oid, format ?? 'text')
  },
} as pg.CustomTypesConfig

export interface DatabaseOptions {
  readonly url: string
  /** What the connections call themselves. */
  readonly name: string
  /** The application never works as the owner of its tables: only migrations do. */
  readonly role?: string
  /** What is seen where a query says nothing of who asks: with a role nothing, unless the product itself asks. */
  readonly asks?: 'all'
  readonly connections?: number
  readonly log?: Logger
}

/** A pool. Times are kept in UTC and turned into days where England's clock matters, in one place. */
export function openPool({ url, name, role, asks, connections = 10, log }: DatabaseOptions): pg.Pool {
  const asker = asks === 'all' ? askingForAll : askingForNothing
  const options = `-c TimeZone=UTC -c DateStyle=ISO -c locality.asker=${asker}${role ? ` -c role=${role}` : ''}`
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max: connections,
    options,
    types,
    keepAlive: true,
  })
  // A connection that breaks, be it idle or held, would otherwise end the whole process. Whoever holds it learns of it at its next query.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', (error) => log?.warn({ error }, 'a database connection was lost')))
  return pool
}

export const databaseOn = (pool: pg.Pool): Database => new Kysely({ dialect: new PostgresDialect({ pool }) })

/**
 * The same database in somebody's hands: every connection is told who asks before its first query, and the policies
 * hold it to that. A connection that could not be told is not used.
 */
export function databaseFor(pool: pg.Pool, asker: string): Database {
  const connect = async (): Promise<pg.PoolClient> => {
    const client = await pool.connect()
    try {
      await client.query({ text: `SELECT set_config('locality.asker', $1, false)`, values: [asker], name: 'asker' })
      return client
    } catch (error) {
      client.release(true)
      throw error
    }
  }
  return new Kysely({ dialect: new PostgresDialect({ pool: { connect, end: async () => undefined } }) })
}
