import { userInfo } from 'node:os'

/** Everything the environment may say, read in this one place. */
export interface Config {
  /** A PostgreSQL server to use instead of the one in the data folder. */
  readonly databaseUrl?: string
  readonly data: string
  readonly logLevel: string
  readonly userName: string
}

const accountName = (): string | undefined => {
  try {
    return userInfo().username
  } catch {
    // A container may run as a number that has no account.
    return undefined
  }
}

export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  return {
    ...(env['DATABASE_URL'] ? { databaseUrl: env['DATABASE_URL'] } : {}),
    data: env['LOCALITY_DATA'] || 'locality-data',
    logLevel: env['LOCALITY_LOG'] || 'warn',
    userName: env['LOCALITY_USER'] || accountName() || 'operator',
  }
}
