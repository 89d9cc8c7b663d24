import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Job } from '#platform'
import type { Result } from '#shared'
import type { IngestJob, IngestOutcome } from './ingest-job.ts'
import type { Preview, PreviewJob, PreviewRefusal } from './preview.step.ts'

/** What the reading process may use before it is stopped. */
export interface IngestLimits {
  readonly maxBytes: number
  /** Silence for so long means that it hangs. */
  readonly maxSilenceMs: number
  readonly maxMs: number
}

interface Message {
  readonly beat?: number
  readonly progress?: Parameters<Job['report']>[0]
  readonly outcome?: unknown
  readonly fault?: string
}

const isSource = import.meta.url.endsWith('.ts')
const entry = fileURLToPath(
  new URL(isSource ? './ingest-process.step.ts' : './ingest-process.step.js', import.meta.url),
)

/** In the sources the process needs what reads them; as installed it needs nothing. */
const loading = (): string[] =>
  isSource ? ['--conditions=source', '--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : []

const heapMegabytes = 512

/** Starts the process that reads; it gets ready while its question is still being made. Kill it when there will be none. */
export function startReader(): ChildProcess {
  // The environment keeps only what a process needs to run: nothing that names a database or a key.
  const env = { PATH: process.env['PATH'], TZ: 'UTC', NODE_ENV: 'production' }
  const reader = fork(entry, [], {
    execArgv: [...loading(), `--max-old-space-size=${heapMegabytes}`],
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  // Nobody listens yet; whether it could be started is seen when it is asked.
  reader.on('error', () => undefined)
  return reader
}

/** The reading process used too much, hung or fell: nothing was taken. */
export class IngestStopped extends Error {
  constructor(
    message: string,
    readonly isLimit: boolean,
  ) {
    super(message)
  }
}

const tooMuch = (limits: IngestLimits): string =>
  `Reading the file took more than ${Math.round(limits.maxBytes / 1_048_576)} MB of memory. ` +
  'Split it into smaller files and import them together.'

/** Asks a process of its own and watches it. Whatever happens there, this process goes on. */
function ask(
  child: ChildProcess,
  question: unknown,
  limits: IngestLimits,
  job: Pick<Job, 'report' | 'signal'>,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let words = ''
    let heard = performance.now()
    const began = heard
    const end = (settle: () => void): void => {
      clearInterval(watch)
      job.signal.removeEventListener('abort', stop)
      child.kill('SIGKILL')
      settle()
    }
    const fail = (message: string, isLimit = false): void => end(() => reject(new IngestStopped(message, isLimit)))
    const stop = (): void => fail('The import was stopped before it was finished. Nothing was taken; run it again.')
    const watch = setInterval(() => {
      const now = performance.now()
      if (now - heard > limits.maxSilenceMs)
        fail('Reading the file hung and was stopped. Nothing was taken; try again, or split the file.', true)
      else if (now - began > limits.maxMs)
        fail('Reading the file took too long and was stopped. Nothing was taken; split the file.', true)
    }, 1_000)
    job.signal.addEventListener('abort', stop, { once: true })
    child.stderr?.on('data', (piece: Buffer) => (words = (words + piece.toString()).slice(-2_000)))
    child.on('message', (message: Message) => {
      heard = performance.now()
      if (message.progress) job.report(message.progress)
      if (message.beat && message.beat > limits.maxBytes) fail(tooMuch(limits), true)
      else if (message.outcome !== undefined) end(() => resolve(message.outcome))
      else if (message.fault !== undefined) fail(`Reading the file failed: ${message.fault}`)
    })
    child.on('error', (fault) => fail(fault.message))
    child.on('exit', (code, signal) =>
      fail(
        /heap out of memory|bad_alloc/i.test(words)
          ? tooMuch(limits)
          : `The reading process ended early (${signal ?? code}).`,
        /heap out of memory|bad_alloc/i.test(words),
      ),
    )
    if (child.connected) child.send(question as object)
    else fail('The reading process could not be started.')
  })
}

/** Reads a delivery, with a process that was started before or one of its own. */
export const runIngest = (
  ingest: IngestJob,
  limits: IngestLimits,
  job: Pick<Job, 'report' | 'signal'>,
  reader = startReader(),
): Promise<IngestOutcome> => ask(reader, { ingest }, limits, job) as Promise<IngestOutcome>

const previewLimits: IngestLimits = { maxBytes: 1 << 30, maxSilenceMs: 30_000, maxMs: 60_000 }

/** Shows the first rows of an upload, which nobody has looked at yet: so that too is done apart. */
export const runPreview = (preview: PreviewJob): Promise<Result<Preview, PreviewRefusal>> =>
  ask(startReader(), { preview }, previewLimits, {
    report: () => undefined,
    signal: new AbortController().signal,
  }) as Promise<Result<Preview, PreviewRefusal>>
