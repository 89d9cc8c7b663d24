import type { Ctx } from '../context.ts'
import { carryOut } from './carry-out.ts'
import type { Job, JobRequest } from './job.ts'
import { type RunAsker, beginRun, insertRun } from './run.store.ts'

const askerOf = ({ actor, scope }: Ctx): RunAsker => ({ actor, scope })

const never = new AbortController().signal

/** Does long work here and now, under a run that says how far it is and how it ended. */
export async function runJob<T>(ctx: Ctx, request: JobRequest, work: (job: Job) => Promise<T>): Promise<T> {
  return ctx.db.connection().execute(async (held) => {
    const at = ctx.clock.now()
    const runId = await held.transaction().execute(async (tx) => {
      const made = await insertRun(tx, { ...request, ...askerOf(ctx), inline: true, at })
      await beginRun(tx, made, at)
      return made
    })
    return carryOut({ ctx, held, runId, signal: never, whenStopped: 'interrupted' }, work)
  })
}

/** Leaves the work to the server's worker; answers with the run to watch. */
export async function enqueueJob(ctx: Ctx, request: JobRequest): Promise<number> {
  return ctx.transaction((tx) => insertRun(tx, { ...request, ...askerOf(ctx), inline: false, at: ctx.clock.now() }))
}
