import type { Ctx } from '../context.ts'
import type { JobHandler } from './job.ts'
import { type DeadRun, endRun, listDeadRuns } from './run.store.ts'

/** Work that ended its process this often is not tried again: it would end the next one too. */
const mostAttempts = 3

const stateAfterDeath = (run: DeadRun, handlers: readonly JobHandler[]): 'queued' | 'interrupted' => {
  const restartable = handlers.some((handler) => handler.kind === run.kind && handler.restartable)
  return restartable && !run.inline && run.attempts < mostAttempts ? 'queued' : 'interrupted'
}

/** Finds runs whose holder died: queues again what can simply be done again, and marks the others interrupted. */
export async function recoverRuns(ctx: Ctx, handlers: readonly JobHandler[]): Promise<number[]> {
  const dead = await ctx.transaction((tx) => listDeadRuns(tx))
  for (const run of dead)
    await endRun(ctx.db, run.runId, { state: stateAfterDeath(run, handlers), outcome: null }, ctx.clock.now())
  return dead.map((run) => run.runId)
}
