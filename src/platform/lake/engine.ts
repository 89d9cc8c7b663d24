import {
  BIGINT,
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  StatementType,
} from '@duckdb/node-api'
import type { LakeRow, LakeValue } from './lake.ts'
import { readValue } from './value-reading.ts'

export interface EngineOptions {
  readonly threads: number
  readonly memoryLimit: string
  readonly tempFolder: string
  /** The only folders files may be opened in. */
  readonly folders: readonly string[]
}

export type Parameters = Readonly<Record<string, LakeValue>>

const list = (texts: readonly string[]): string =>
  `[${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')}]`

/** An engine in memory that fetches no extension and, once external access is off, opens files of its folders only. */
export async function startEngine(options: EngineOptions): Promise<DuckDBInstance> {
  const engine = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: options.memoryLimit,
    temp_directory: options.tempFolder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await engine.connect()
  await connection.run(`SET allowed_directories = ${list(options.folders)}; SET enable_external_access = false`)
  connection.disconnectSync()
  return engine
}

function bind(statement: DuckDBPreparedStatement, parameters: Parameters): void {
  const types = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'bigint' ? BIGINT : undefined,
  ])
  statement.bind({ ...parameters }, Object.fromEntries(types))
}

export async function runOn(connection: DuckDBConnection, sql: string, parameters?: Parameters): Promise<void> {
  if (!parameters) return void (await connection.run(sql))
  const statement = await connection.prepare(sql)
  try {
    bind(statement, parameters)
    await statement.run()
  } finally {
    statement.destroySync()
  }
}

/** Answers one query. With `selectOnly` anything that could change something is refused before it runs. */
export async function readOn<Row = LakeRow>(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters = {},
  selectOnly = false,
): Promise<Row[]> {
  const statement = await connection.prepare(sql)
  try {
    if (selectOnly && statement.statementType !== StatementType.SELECT)
      throw new Error('the lake answers queries and changes nothing')
    bind(statement, parameters)
    const reader = await statement.runAndReadAll()
    return reader.convertRowObjects(readValue) as Row[]
  } finally {
    statement.destroySync()
  }
}
