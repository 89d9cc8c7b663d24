import { rm } from 'node:fs/promises'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { type EngineOptions, type Parameters, readOn, startEngine } from './engine.ts'
import type { LakeRow } from './lake.ts'

/** Queries that may run side by side; the rest wait, so that a page full of them does not starve the machine. */
const sideBySide = 4

interface Cage {
  readonly engine: DuckDBInstance
  readonly connections: DuckDBConnection[]
}

async function openCage(options: EngineOptions): Promise<Cage> {
  const engine = await startEngine(options)
  const connections = await Promise.all(Array.from({ length: sideBySide }, () => engine.connect()))
  await connections[0]!.run('SET lock_configuration = true')
  return { engine, connections }
}

function closeCage({ engine, connections }: Cage): void {
  for (const connection of connections) connection.closeSync()
  engine.closeSync()
}

const isBroken = (error: unknown): boolean =>
  error instanceof Error && /database has been invalidated|FATAL Error/.test(error.message)

/** One engine kept open, a few connections, first come first served; replaced when an engine broke. */
export class ReadEngine {
  readonly #options: EngineOptions
  #cage: Promise<Cage> | undefined
  #busy = 0
  readonly #waiting: (() => void)[] = []

  constructor(options: EngineOptions) {
    this.#options = options
  }

  async read<Row = LakeRow>(sql: string, parameters?: Parameters): Promise<Row[]> {
    await this.#turn()
    try {
      return await this.#readNow<Row>(sql, parameters)
    } catch (error) {
      if (!isBroken(error)) throw error
      this.#cage = undefined
      return await this.#readNow<Row>(sql, parameters)
    } finally {
      this.#busy -= 1
      this.#waiting.shift()?.()
    }
  }

  async #readNow<Row>(sql: string, parameters?: Parameters): Promise<Row[]> {
    const cage = await (this.#cage ??= openCage(this.#options))
    const connection = cage.connections.pop() ?? (await cage.engine.connect())
    try {
      return await readOn<Row>(connection, sql, parameters, true)
    } finally {
      cage.connections.push(connection)
    }
  }

  async #turn(): Promise<void> {
    if (this.#busy >= sideBySide) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#busy += 1
  }

  async close(): Promise<void> {
    const cage = await this.#cage
    this.#cage = undefined
    if (cage) closeCage(cage)
    await rm(this.#options.tempFolder, { recursive: true, force: true })
  }
}
