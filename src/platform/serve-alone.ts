import { readFile, rm, writeFile } from 'node:fs/promises'
import { sql } from '#db'
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

/** Serves while nobody else does on the same data; a second server is told who is first. */
export async function serveAlone<T>(ctx: Ctx, address: string, work: () => Promise<T>): Promise<Result<T, 'busy'>> {
  return ctx.db.connection().execute(async (held) => {
    const {
      rows: [lock],
    } = await sql<{ taken: boolean }>`SELECT pg_try_advisory_lock(${serverLock}) AS taken`.execute(held)
    if (!lock?.taken) return refusal(ctx)
    const server: Server = { pid: process.pid, since: ctx.clock.now().toISOString(), address }
    await writeFile(serverFile(ctx), `${JSON.stringify(server)}\n`)
    try {
      return ok(await work())
    } finally {
      await rm(serverFile(ctx), { force: true })
      await sql`SELECT pg_advisory_unlock(${serverLock})`.execute(held).catch(() => undefined)
    }
  })
}
