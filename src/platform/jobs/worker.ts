import { type Ctx } from '../context.ts'
import { type JobHandler } from './job.ts'

/** Takes queued runs until stopped; stopping lets the run in hand finish, or interrupts it. */
export interface Worker {
  stop(): Promise<void>
}

export async function startWorker(ctx: Ctx, handlers: readonly JobHandler[]): Promise<Worker> {
  throw new Error(`being built: ${handlers.length} ${ctx.actor.name}`)
}
