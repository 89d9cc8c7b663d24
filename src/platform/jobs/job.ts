import type { ZodType } from 'zod'
import type { Ctx } from '../context.ts'
import type { Permission } from '#shared'
import type { Progress } from './progress.ts'

export type RunState = 'queued' | 'running' | 'succeeded' | 'refused' | 'failed' | 'interrupted'

/** One job as somebody watches it. */
export interface Run {
  readonly runId: number
  readonly kind: string
  readonly state: RunState
  readonly actor: string
  readonly input: unknown
  /** The value the work returned; for a refusal `{ code, message }`; for a failure `{ message }`. */
  readonly outcome: unknown
  readonly progress: Progress | null
  readonly secondsLeft?: number
  readonly queuedAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}

/** What the work is given while it runs. */
export interface Job {
  readonly runId: number
  report(progress: Progress): void
  readonly signal: AbortSignal
}

export interface JobRequest {
  readonly kind: string
  readonly input: unknown
  /** What somebody must be allowed to ask for it. */
  readonly permission: Permission
}

/** What the worker does for runs of one kind. Rooms list theirs in `jobs` at their front door. */
export interface JobHandler<Input = unknown> {
  readonly kind: string
  /** True when a run whose holder died can simply be done again from its input. */
  readonly restartable: boolean
  /** The input was stored as JSON; this reads it back. */
  readonly input: ZodType<Input>
  /** A `Result` that refuses ends the run as refused; anything thrown ends it as failed. */
  run(ctx: Ctx, input: Input, job: Job): Promise<unknown>
}

export const defineJob = <Input>(handler: JobHandler<Input>): JobHandler => handler
