import { fractionDone, type Progress, type Run, type RunState } from '#platform'

export interface StateWords {
  readonly text: string
  readonly tone: 'grey' | 'blue' | 'green' | 'orange' | 'red'
  /** What it means for the person who started it. */
  readonly meaning: string
}

export const stateWords: Readonly<Record<RunState, StateWords>> = {
  queued: {
    text: 'Waiting',
    tone: 'grey',
    meaning: 'It starts when the work before it is done. You can close this page.',
  },
  running: { text: 'Running', tone: 'blue', meaning: 'You can close this page; the work goes on.' },
  succeeded: { text: 'Done', tone: 'green', meaning: 'It finished, and everything it did is kept.' },
  refused: { text: 'Refused', tone: 'orange', meaning: 'Nothing was taken and nothing was changed.' },
  failed: {
    text: 'Failed',
    tone: 'red',
    meaning: 'Something went wrong. Nothing half done was kept; it can be started again.',
  },
  interrupted: {
    text: 'Interrupted',
    tone: 'orange',
    meaning: 'It was stopped before its end. Nothing half done was kept.',
  },
}

export const isOver = (run: Run): boolean => run.state !== 'queued' && run.state !== 'running'

const whole = new Intl.NumberFormat('en-GB')
const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`

const partOf = (done: number, total: number | undefined, written: (value: number) => string): string =>
  total === undefined ? written(done) : `${written(done)} of ${written(total)}`

/** `75` is about a minute: nobody needs the seconds of an estimate. */
export function timeLeftText(seconds: number): string {
  if (seconds < 10) return 'a few seconds left'
  if (seconds < 55) return `about ${Math.round(seconds / 10) * 10} seconds left`
  const minutes = Math.round(seconds / 60)
  return minutes < 2 ? 'about a minute left' : `about ${minutes} minutes left`
}

function amounts({ rowsDone, rowsTotal, bytesDone, bytesTotal }: Progress): string[] {
  const rows = rowsDone === undefined ? [] : [`${partOf(rowsDone, rowsTotal, (value) => whole.format(value))} rows`]
  return bytesDone === undefined ? rows : [...rows, partOf(bytesDone, bytesTotal, megabytes)]
}

/** How far a run is, as the page draws it and as the stream of events tells it. */
export interface RunProgress {
  readonly label: string
  readonly detail: string
  readonly done?: number
  readonly total?: number
}

export function progressOf(run: Run): RunProgress {
  const progress = run.progress ?? { stage: '' }
  const fraction = fractionDone(progress)
  const left = run.secondsLeft === undefined ? [] : [timeLeftText(run.secondsLeft)]
  const label = progress.stage || (run.state === 'queued' ? 'Waiting to start' : 'Starting')
  const detail = [...amounts(progress), ...left].join(', ')
  return fraction === undefined ? { label, detail } : { label, detail, done: Math.round(fraction * 1000), total: 1000 }
}

/** `import-activity` to `Import activity`. */
export function kindWords(kind: string): string {
  const words = kind.replaceAll(/[.\-_]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The sentence a run ended with, where it has one. */
export const outcomeMessage = (outcome: unknown): string | undefined =>
  isRecord(outcome) && typeof outcome.message === 'string' ? outcome.message : undefined

/** Where to see what came of a run: a path within the product that the work gave as `href`. */
export const outcomeHref = (outcome: unknown): string | undefined =>
  isRecord(outcome) && typeof outcome.href === 'string' && /^\/(?![/\\])/.test(outcome.href) ? outcome.href : undefined
