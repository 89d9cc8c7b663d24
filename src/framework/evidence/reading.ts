import type { PlainDate } from '#shared'

/** How one practice stands on what is measured. */
export interface PracticeReading {
  readonly practice: string
  readonly isMet: boolean
  readonly words: string
}

/** What a measure found, before it is known of which target. */
export interface Outcome {
  /** So many, of so many; nothing where there were no records to measure by. */
  readonly have: number | null
  readonly of: number | null
  readonly isMet: boolean | null
  /** What was found, in words: `17 of 19 practices (89%)`; or why nothing was. */
  readonly figure: string
  readonly practices: readonly PracticeReading[]
}

/** A target measured from records, on a day. */
export interface Reading extends Outcome {
  readonly target: string
  readonly threshold: string
  readonly on: PlainDate
  /** Where the records behind it are: an address within the product. */
  readonly records: string
}

export const unmeasured = (why: string): Outcome => ({ have: null, of: null, isMet: null, figure: why, practices: [] })

/** Per cent, rounded down: 89.9% is not 90%. */
export const percentOf = (have: number, of: number): number => (of === 0 ? 0 : Math.floor((have * 100) / of))

export interface Words {
  readonly one: string
  readonly many: string
}

export const countWords = (count: number, { one, many }: Words): string => `${count} ${count === 1 ? one : many}`

/**
 * A share against its threshold: met when it is at least so many in a hundred. Worked example: 14 of 19 are 73%, which misses 75;
 * of none at all nothing can be said.
 */
export function shareOutcome(
  have: number,
  of: number,
  share: number,
  words: Words,
  practices: readonly PracticeReading[] = [],
): Outcome {
  if (of === 0) return unmeasured(`There are no ${words.many} to count.`)
  return {
    have,
    of,
    isMet: have * 100 >= share * of,
    figure: `${have} of ${countWords(of, words)} (${percentOf(have, of)}%)`,
    practices,
  }
}

/** Of practices, each with whether it meets what is asked. */
export const practicesOutcome = (practices: readonly PracticeReading[], share: number, words: Words): Outcome =>
  shareOutcome(practices.filter(({ isMet }) => isMet).length, practices.length, share, words, practices)
