/** One practice's spending on one line: the twelve months before, in the order of the year's months, and the months so far. Pence. */
export interface Series {
  readonly practice: string
  readonly line: string
  /** Twelve months; all nought where nothing is known of them. */
  readonly before: readonly number[]
  /** As many months as have been, from the first of the year. */
  readonly soFar: readonly number[]
}

/** How much care falls into each month of a year by its days alone: for the year before and for this one, twelve each. */
export interface Days {
  readonly before: readonly number[]
  readonly now: readonly number[]
}

export interface ModelSetting {
  /** The days that count for a line. */
  daysOf(line: string): Days
  /** For how many months of its own the year before counts when a practice is told from the rest. */
  readonly yearBeforeCounts: number
}

export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
