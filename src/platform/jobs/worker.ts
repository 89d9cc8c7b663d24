import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#db'
import { actingAs } from '../audit/acting-as.ts'
import type { Ctx } from '../context.ts'
import { carryOut } from './carry-out.ts'
import type { JobHandler } from './job.ts'
import { recoverRuns } from './recover-runs.ts'
import { type TakenRun, beginRun, findNextRun } from './run.store.ts'

/** Takes queued runs until stopped. */
export interface Worker {
  /** Asks the run in hand to stop, waits for it a while, and takes no other. */
  stop(): Promise<void>
}

const lookEveryMs = 300
const recoverEveryMs = 10_000
const stopWithinMs = 15_000

async function takeNext(ctx: Ctx, held: Database, kinds: readonly string[]): Promise<TakenRun | undefined> {
  return held.transaction().execute(async (tx) => {
    const next = await findNextRun(tx, kinds)
    return next && (await beginRun(tx, next.runId, ctx.clock.now())) ? next : undefined
  })
}

async function workOn(
  ctx: Ctx,
  held: Database,
  run: TakenRun,
  handler: JobHandler,
  signal: AbortSignal,
): Promise<void> {
  const whenStopped = handler.restartable ? 'queued' : 'interrupted'
  const asked = actingAs(ctx, { actor: run.actor, scope: run.scope })
  await carryOut({ ctx: asked, held, runId: run.runId, signal, whenStopped }, async (job) =>
    handler.run(asked, handler.input.parse(run.input), job),
  )
}

/** True when there was something to do. What went wrong is written down in the run. */
async function doNext(ctx: Ctx, handlers: readonly JobHandler[], signal: AbortSignal): Promise<boolean> {
  return ctx.db.connection().execute(async (held) => {
    const run = await takeNext(
      ctx,
      held,
      handlers.map((handler) => handler.kind),
    )
    const handler = handlers.find(({ kind }) => kind === run?.kind)
    if (!run || !handler) return false
    await workOn(ctx, held, run, handler, signal).catch(() => undefined)
    return true
  })
}

const wait = (ms: number, signal: AbortSignal): Promise<unknown> =>
  pause(ms, undefined, { signal, ref: false }).catch(() => undefined)

/** The database may be away for a moment; the worker says so once a minute at most and goes on trying. */
async function tryNext(ctx: Ctx, handlers: readonly JobHandler[], signal: AbortSignal): Promise<boolean> {
  try {
    return await doNext(ctx, handlers, signal)
  } catch (error) {
    ctx.log.warn({ error }, 'the worker could not reach the database')
    await wait(5_000, signal)
    return false
  }
}

async function work(ctx: Ctx, handlers: readonly JobHandler[], signal: AbortSignal): Promise<void> {
  let recovered = performance.now()
  while (!signal.aborted) {
    if (await tryNext(ctx, handlers, signal)) continue
    if (performance.now() - recovered > recoverEveryMs) {
      await recoverRuns(ctx, handlers).catch(() => undefined)
      recovered = performance.now()
    }
    await wait(lookEveryMs, signal)
  }
}

/** Takes up what a server that died left, then works off the queue, one run at a time. */
export async function startWorker(ctx: Ctx, handlers: readonly JobHandler[]): Promise<Worker> {
  await recoverRuns(ctx, handlers)
  const stopping = new AbortController()
  const working = work(ctx, handlers, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await Promise.race([working, pause(stopWithinMs, undefined, { ref: false })])
    },
  }
}
