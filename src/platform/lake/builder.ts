import { rm } from 'node:fs/promises'
import { type DuckDBConnection, DuckDBDataChunk, type DuckDBInstance } from '@duckdb/node-api'
import { readOn, runOn, startEngine } from './engine.ts'
import type { LakeBuilder, LakeValue } from './lake.ts'
import type { BuilderOptions } from './open-builder.ts'
import { writerFor } from './value-writing.ts'

const chunkRows = 2048

async function insertRows(
  connection: DuckDBConnection,
  table: string,
  rows: readonly (readonly LakeValue[])[],
): Promise<void> {
  const [schema, name] = table.includes('.') ? table.split('.') : [undefined, table]
  const appender = await connection.createAppender(name!, schema)
  const types = Array.from({ length: appender.columnCount }, (_, column) => appender.columnType(column))
  const writers = types.map(writerFor)
  for (let at = 0; at < rows.length; at += chunkRows) {
    const part = rows.slice(at, at + chunkRows)
    const chunk = DuckDBDataChunk.create(types, part.length)
    chunk.setColumns(writers.map((write, column) => part.map((row) => write(row[column] ?? null))))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function builderOn(engine: DuckDBInstance, connection: DuckDBConnection, close: () => Promise<void>): LakeBuilder {
  return {
    run: (sql, parameters) => runOn(connection, sql, parameters),
    read: (sql, parameters) => readOn(connection, sql, parameters),
    insertRows: (table, rows) => insertRows(connection, table, rows),
    interrupt: () => connection.interrupt(),
    async beside() {
      const other = await engine.connect()
      return builderOn(engine, other, async () => other.closeSync())
    },
    close,
  }
}

export async function startBuilder(options: BuilderOptions): Promise<LakeBuilder> {
  const { folders, tempFolder, threads = 2, memoryLimit = '2GB' } = options
  const engine = await startEngine({ folders, tempFolder, threads, memoryLimit })
  const connection = await engine.connect()
  return builderOn(engine, connection, async () => {
    connection.closeSync()
    engine.closeSync()
    await rm(tempFolder, { recursive: true, force: true })
  })
}
