import { type Progress, secondsLeft } from './progress.ts'

/** A person sees four changes a second; more would only wear the database. */
const everyMs = 250

export interface Reporter {
  report(progress: Progress): void
  /** Passes on what was said last, and no more after it. */
  stop(): Promise<void>
}

type Tell = (progress: Progress, left: number | undefined) => Promise<void>

/** Passes progress on at a pace people can read, with the time the stage still needs. */
export function startReporter(tell: Tell, nowMs: () => number = () => performance.now()): Reporter {
  let latest: Progress | undefined
  let stage: string | undefined
  let stageStart = 0
  let telling: Promise<void> = Promise.resolve()
  const flush = (): void => {
    if (!latest) return
    const progress = latest
    latest = undefined
    const left = secondsLeft(progress, nowMs() - stageStart)
    telling = telling.then(() => tell(progress, left)).catch(() => undefined)
  }
  const timer = setInterval(flush, everyMs)
  timer.unref()
  return {
    report(progress) {
      if (progress.stage !== stage) [stage, stageStart] = [progress.stage, nowMs()]
      latest = progress
    },
    async stop() {
      clearInterval(timer)
      flush()
      await telling
    },
  }
}
