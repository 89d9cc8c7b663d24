import type { Progress } from '#platform'

const wholes = new Intl.NumberFormat('en-GB')
const mega = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`

const amount = (done: number | undefined, total: number | undefined, write: (size: number) => string): string[] => {
  if (done === undefined) return []
  return [total ? `${write(done)} of ${write(total)}` : write(done)]
}

/** `12,000 of 100,000 rows`, or bytes, or nothing where neither is counted. */
export function amountWords({ rowsDone, rowsTotal, bytesDone, bytesTotal }: Progress): string {
  const rows = amount(rowsDone, rowsTotal, (size) => wholes.format(size)).map((words) => `${words} rows`)
  return [...rows, ...amount(bytesDone, bytesTotal, mega)].join(', ')
}

/** `about 40 seconds left`; minutes once seconds mean little. */
export function timeWords(seconds: number | undefined): string {
  if (seconds === undefined) return ''
  if (seconds < 90) return `about ${seconds} ${seconds === 1 ? 'second' : 'seconds'} left`
  return `about ${Math.round(seconds / 60)} minutes left`
}

/** How much of the stage is done, in hundredths; nothing when it cannot be counted. */
export function percentDone({ rowsDone, rowsTotal, bytesDone, bytesTotal }: Progress): number | undefined {
  const [done, total] = bytesTotal ? [bytesDone ?? 0, bytesTotal] : [rowsDone ?? 0, rowsTotal]
  return total ? Math.min(100, Math.floor((100 * done) / total)) : undefined
}

/** One line for a log or a terminal that cannot redraw. */
export const progressWords = (progress: Progress, secondsLeft?: number): string =>
  [progress.stage, amountWords(progress), timeWords(secondsLeft)]
    .filter((part) => part !== '')
    .join(': ')
    .replace(': about', ', about')
