import { type Ctx } from '../context.ts'
import { type Job, type JobRequest } from './job.ts'

export async function runJob<T>(ctx: Ctx, request: JobRequest, work: (job: Job) => Promise<T>): Promise<T> {
  throw new Error(`being built: ${request.kind} ${ctx.actor.name} ${work.name}`)
}

export async function enqueueJob(ctx: Ctx, request: JobRequest): Promise<number> {
  throw new Error(`being built: ${request.kind} ${ctx.actor.name}`)
}
