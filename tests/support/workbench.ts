import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, type Ctx, type Workbench, initDataFolder, openWorkbench, stoppedClock } from '#platform'
import { afterAll, beforeAll } from 'vitest'
import { cloneDatabase } from './database.ts'
import { type Filled, type Filling, filledOnce } from './filled.ts'
import type { TestServer } from './provided.ts'

/** A workbench that is closed, before it is thrown away. */
export interface Closed {
  readonly data: string
  readonly url: string
}

export interface TestWorkbench extends Omit<Workbench, 'close'> {
  readonly ctx: Ctx
  readonly data: string
  /** The database's owner, for looking behind the application's back. */
  readonly databaseUrl: string
  /** Ends it, lets whoever wants keep what is left, and throws it away. */
  close(keep?: (closed: Closed) => Promise<void>): Promise<void>
}

export interface TestWorkbenchOptions {
  readonly vocabulary?: string
  readonly now?: Date
  /** Everything in it is invented, and it says so. */
  readonly demonstration?: boolean
  /** Instead of one that stands still. */
  readonly clock?: Clock
  /** What it holds from the start, as it lies in the copy that every test file of the run is given. */
  readonly filling?: Filling
  /** Ignored but for its name in `describe.each`: a run is about one server at a time. */
  readonly server?: TestServer
}

const defaultNow = new Date('2008-06-02T09:00:00Z')

/** An empty folder with its keys, or a copy of one that was filled. */
async function putFolder(data: string, options: TestWorkbenchOptions, clock: Clock, filled?: Filled): Promise<void> {
  if (filled) return cp(filled.folder, data, { recursive: true })
  const { vocabulary = 'pbc-2006', demonstration = false } = options
  const made = await initDataFolder({ data, vocabulary, clock, demonstration })
  if (!made.ok) throw new Error(made.message)
}

/** A real workbench on a data folder of its own and a fresh clone of a database: the migrated one, or one that was filled. Close it. */
export async function openTestWorkbench(options: TestWorkbenchOptions = {}): Promise<TestWorkbench> {
  const filled = options.filling && (await filledOnce(options.filling, openTestWorkbench))
  const data = await mkdtemp(join(tmpdir(), `locality-workbench-${process.pid}-`))
  const clock = options.clock ?? stoppedClock(options.now ?? defaultNow)
  const clone = await cloneDatabase(filled?.database)
  await putFolder(data, options, clock, filled)
  const opened = await openWorkbench({ data, actor: { name: 'a tester' }, clock, databaseUrl: clone.url })
  if (!opened.ok) throw new Error(opened.message)
  const close: TestWorkbench['close'] = async (keep) => {
    await opened.value.close()
    await keep?.({ data, url: clone.url })
    await clone.drop()
    await rm(data, { recursive: true, force: true })
  }
  return { ctx: opened.value.ctx, data, databaseUrl: clone.url, close }
}

/** One workbench for a test file: opened before its first test, closed after its last. Call the answer within tests. */
export function useWorkbench(options: TestWorkbenchOptions = {}): () => TestWorkbench {
  let opened: TestWorkbench | undefined
  // What it begins from takes a while, where this is the first file that asks for it.
  beforeAll(async () => void (opened = await openTestWorkbench(options)), options.filling ? 600_000 : undefined)
  afterAll(async () => opened?.close())
  return () => opened!
}
