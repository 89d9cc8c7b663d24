import { readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type Database, sql } from '#db'
import { type Result, ok, refused } from '#shared'
import type { Ctx } from './context.ts'

interface Server {
  readonly pid: number
  readonly since: string
  readonly address: string
}

/** With no other number beside it: one server to a database. The lock goes with the session, however the server ends. */
const serverLock = 7_100_003

const serverFile = (ctx: Ctx): string => ctx.folder.path('serving.json')

async function readServer(ctx: Ctx): Promise<Server | undefined> {
  return readFile(serverFile(ctx), 'utf8')
    .then((text) => JSON.parse(text) as Server)
    .catch(() => undefined)
}

async function refusal(ctx: Ctx): Promise<Result<never, 'busy'>> {
  const server = await readServer(ctx)
  const who = server ? `by process ${server.pid} at ${server.address} since ${server.since}` : 'by another process'
  return refused(
    'busy',
    `The data in ${ctx.folder.root} is already being served ${who}. Use that one, or stop it first.`,
  )
}

async function takeLock(held: Database): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`SELECT pg_try_advisory_lock(${serverLock}) AS taken`.execute(held)
  return rows[0]?.taken === true
}

const leaveLock = (held: Database): Promise<unknown> =>
  sql`SELECT pg_advisory_unlock(${serverLock})`.execute(held).catch(() => undefined)

const lookEveryMs = 1_000
/** A database that was cut off keeps a dead session, and its lock, for a while. */
const mostTries = 60

const wait = (signal: AbortSignal): Promise<unknown> =>
  pause(lookEveryMs, undefined, { signal, ref: false }).catch(() => undefined)

/** Comes back when the connection is gone, or nobody serves any more. */
async function whileHeld(held: Database, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await wait(signal)
    if (!signal.aborted && !(await sql`SELECT 1`.execute(held).catch(() => undefined))) return
  }
}

/** Takes the lock again; false where somebody else has it. */
const takeAgain = (ctx: Ctx, signal: AbortSignal): Promise<boolean> =>
  ctx.db.connection().execute(async (held) => {
    if (!(await takeLock(held))) return false
    await whileHeld(held, signal)
    await leaveLock(held)
    return true
  })

/**
 * The lock goes with its connection, and a database that was stopped and started again is no reason to stop serving: it is taken
 * again. Where another server was quicker, this one ends.
 */
async function keepLock(ctx: Ctx, held: Database, signal: AbortSignal): Promise<void> {
  await whileHeld(held, signal)
  for (let tries = 0; !signal.aborted && tries < mostTries; tries += 1) {
    const isOurs = await takeAgain(ctx, signal).catch(() => undefined)
    if (isOurs !== false) tries = 0
    await wait(signal)
  }
  if (signal.aborted) return
  ctx.log.error('another process serves these data now: this one ends')
  process.kill(process.pid, 'SIGTERM')
}

/** Serves while nobody else does on the same data; a second server is told who is first. */
export async function serveAlone<T>(ctx: Ctx, address: string, work: () => Promise<T>): Promise<Result<T, 'busy'>> {
  return ctx.db.connection().execute(async (held) => {
    if (!(await takeLock(held))) return refusal(ctx)
    const server: Server = { pid: process.pid, since: ctx.clock.now().toISOString(), address }
    await writeFile(serverFile(ctx), `${JSON.stringify(server)}\n`)
    const over = new AbortController()
    const kept = keepLock(ctx, held, over.signal)
    try {
      return ok(await work())
    } finally {
      over.abort()
      await kept
      await rm(serverFile(ctx), { force: true })
      await leaveLock(held)
    }
  })
}
