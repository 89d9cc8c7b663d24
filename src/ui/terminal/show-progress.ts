import type { Progress } from '#platform'
import { SingleBar } from 'cli-progress'
import { amountWords, percentDone, progressWords, timeWords } from './progress-words.ts'

export interface ProgressDisplay {
  show(progress: Progress, secondsLeft?: number): void
  /** Leaves the line clean for what is said next. */
  clear(): void
}

/** A bar that redraws itself in place. */
export function progressBar(stream: NodeJS.WriteStream): ProgressDisplay {
  let bar: SingleBar | undefined
  const start = (): SingleBar => {
    const look = { format: '{stage} [{bar}] {amount} {left}', hideCursor: true, clearOnComplete: true, fps: 8 }
    const made = new SingleBar({ stream, ...look, gracefulExit: false })
    made.start(100, 0, { stage: '', amount: '', left: '' })
    return made
  }
  return {
    show(progress, secondsLeft) {
      bar ??= start()
      bar.update(percentDone(progress) ?? 0, {
        stage: progress.stage,
        amount: amountWords(progress),
        left: timeWords(secondsLeft),
      })
    },
    clear() {
      bar?.stop()
      bar = undefined
    },
  }
}

const lineEveryMs = 5_000
const newStageEveryMs = 1_000

/** A line at a new stage, but no more than one a second, and then every five seconds: for logs and pipes. */
export function progressLines(
  write: (line: string) => void,
  nowMs: () => number = () => performance.now(),
): ProgressDisplay {
  let stage: string | undefined
  let said = Number.NEGATIVE_INFINITY
  return {
    show(progress, secondsLeft) {
      if (nowMs() - said < (progress.stage === stage ? lineEveryMs : newStageEveryMs)) return
      stage = progress.stage
      said = nowMs()
      write(progressWords(progress, secondsLeft))
    },
    clear: () => undefined,
  }
}
