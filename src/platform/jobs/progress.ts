/** Where a piece of work stands. Rows or bytes, whichever the work can count, give the time left. */
export interface Progress {
  readonly stage: string
  readonly rowsDone?: number
  readonly rowsTotal?: number
  readonly bytesDone?: number
  readonly bytesTotal?: number
}

/** How much of the stage is done, from 0 to 1; nothing when it cannot be counted. */
export function fractionDone({ rowsDone, rowsTotal, bytesDone, bytesTotal }: Progress): number | undefined {
  if (bytesDone !== undefined && bytesTotal) return Math.min(1, bytesDone / bytesTotal)
  if (rowsDone !== undefined && rowsTotal) return Math.min(1, rowsDone / rowsTotal)
  return undefined
}

const tooSoonMs = 1_000

/** Seconds the stage still needs at the pace so far. Says nothing in its first second, when the pace is not known. */
export function secondsLeft(progress: Progress, elapsedMs: number): number | undefined {
  const done = fractionDone(progress)
  if (done === undefined || done < 0.01 || elapsedMs < tooSoonMs) return undefined
  return Math.round((elapsedMs / 1_000) * ((1 - done) / done))
}
