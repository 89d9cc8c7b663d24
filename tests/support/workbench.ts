import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, type Ctx, type Workbench, initDataFolder, openWorkbench, stoppedClock } from '#platform'
import { afterAll, beforeAll } from 'vitest'
import { cloneDatabase } from './database.ts'
import type { TestServer } from './provided.ts'

export interface TestWorkbench extends Workbench {
  readonly ctx: Ctx
  readonly data: string
  /** The database's owner, for looking behind the application's back. */
  readonly databaseUrl: string
}

export interface TestWorkbenchOptions {
  readonly vocabulary?: string
  readonly now?: Date
  /** Everything in it is invented, and it says so. */
  readonly demonstration?: boolean
  /** Instead of one that stands still. */
  readonly clock?: Clock
  /** Ignored but for its name in `describe.each`: a run is about one server at a time. */
  readonly server?: TestServer
}

const defaultNow = new Date('2008-06-02T09:00:00Z')

/** A real workbench on a data folder of its own and a fresh clone of the migrated database. Close it. */
export async function openTestWorkbench(options: TestWorkbenchOptions = {}): Promise<TestWorkbench> {
  const data = await mkdtemp(join(tmpdir(), `locality-workbench-${process.pid}-`))
  const clock = options.clock ?? stoppedClock(options.now ?? defaultNow)
  const clone = await cloneDatabase()
  const { vocabulary = 'pbc-2006', demonstration = false } = options
  const made = await initDataFolder({ data, vocabulary, clock, demonstration })
  if (!made.ok) throw new Error(made.message)
  const opened = await openWorkbench({ data, actor: { name: 'a tester' }, clock, databaseUrl: clone.url })
  if (!opened.ok) throw new Error(opened.message)
  const close = async () => {
    await opened.value.close()
    await clone.drop()
    await rm(data, { recursive: true, force: true })
  }
  return { ctx: opened.value.ctx, data, databaseUrl: clone.url, close }
}

/** One workbench for a test file: opened before its first test, closed after its last. Call the answer within tests. */
export function useWorkbench(options: TestWorkbenchOptions = {}): () => TestWorkbench {
  let opened: TestWorkbench | undefined
  beforeAll(async () => void (opened = await openTestWorkbench(options)))
  afterAll(async () => opened?.close())
  return () => opened!
}
