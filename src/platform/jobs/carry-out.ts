import { faultWords } from '../log/fault.ts'
import type { Database } from '#db'
import type { Ctx } from '../context.ts'
import type { Job, RunState } from './job.ts'
import { startReporter } from './reporter.ts'
import { type RunEnd, endRun, releaseRun, saveProgress } from './run.store.ts'

export interface Hold {
  readonly ctx: Ctx
  /** The connection whose session holds the run. */
  readonly held: Database
  readonly runId: number
  readonly signal: AbortSignal
  /** What an interruption asked for makes of the run: work that can be done again goes back to the queue. */
  readonly whenStopped: 'queued' | 'interrupted'
}

/** What is kept of a value for the page that shows the run; something enormous is not. */
const keptBytes = 1_000_000

function keep(value: unknown): string | null {
  const text = JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item))
  return text === undefined || text.length > keptBytes ? null : text
}

const isRefusal = (value: unknown): value is { code: string; message: string; href?: string } =>
  typeof value === 'object' &&
  value !== null &&
  'ok' in value &&
  value.ok === false &&
  'code' in value &&
  'message' in value

const isOk = (value: unknown): value is { value: unknown } =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === true && 'value' in value

function endOf(value: unknown): RunEnd {
  if (isRefusal(value))
    return { state: 'refused', outcome: keep({ code: value.code, message: value.message, href: value.href }) }
  return { state: 'succeeded', outcome: keep(isOk(value) ? value.value : value) }
}

function failureOf(error: unknown, { signal, whenStopped }: Hold): RunEnd {
  const state: RunState = signal.aborted ? whenStopped : 'failed'
  return { state, outcome: keep({ message: faultWords(error) }) }
}

async function attempt<T>(hold: Hold, work: (job: Job) => Promise<T>): Promise<T> {
  const { ctx, held, runId, signal } = hold
  const reporter = startReporter(async (progress, left) => {
    ctx.onProgress?.(progress, left)
    await saveProgress(held, runId, { ...progress, ...(left === undefined ? {} : { secondsLeft: left }) })
  })
  try {
    return await work({ runId, signal, report: reporter.report })
  } finally {
    await reporter.stop()
  }
}

/** Does the work of a run that is held, and writes down how it ended while it still is. */
export async function carryOut<T>(hold: Hold, work: (job: Job) => Promise<T>): Promise<T> {
  const { ctx, held, runId } = hold
  try {
    const value = await attempt(hold, work)
    await endRun(held, runId, endOf(value), ctx.clock.now())
    return value
  } catch (error) {
    if (!hold.signal.aborted) ctx.log.error({ runId, error }, 'a run failed')
    await endRun(held, runId, failureOf(error, hold), ctx.clock.now()).catch(() => undefined)
    throw error
  } finally {
    await releaseRun(held, runId).catch(() => undefined)
  }
}
