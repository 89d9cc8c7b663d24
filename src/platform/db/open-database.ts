import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Database } from './database.ts'
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
  readonly connections?: number
  readonly log?: Logger
}

/** A pool. Times are kept in UTC and turned into days where England's clock matters, in one place. */
export function openPool({ url, name, role, connections = 10, log }: DatabaseOptions): pg.Pool {
  const options = `-c TimeZone=UTC -c DateStyle=ISO${role ? ` -c role=${role}` : ''}`
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max: connections,
    options,
    types,
    keepAlive: true,
  })
  // A connection that breaks while nobody uses it would otherwise end the whole process.
  pool.on('error', (error) => log?.warn({ error: error.message }, 'an idle database connection was lost'))
  return pool
}

export const databaseOn = (pool: pg.Pool): Database => new Kysely({ dialect: new PostgresDialect({ pool }) })
