import type { SmallNumbers } from '../access/scope.ts'

/** The modes in which something is held back. */
export type HoldingMode = Exclude<SmallNumbers, 'shown'>

/** What stands for a figure that is held back. */
export const heldBackMark = '*'

/** The largest count that is small (NHS Digital, HES disclosure control since September 2018: 1 to 7). */
const largestSmall = 7

/** Counts are published to the nearest five. */
const step = 5

export const isSmall = (count: number): boolean => count >= 1 && count <= largestSmall

/** To the nearest five: 8 is 10, 12 is 10, 13 is 15. A whole number never lies half way between two fives. */
export const nearestFive = (count: number): number => step * Math.round(count / step)

/** Stops the answer rather than publishing what is not a count. */
export function checkedCount(count: number): number {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a count: ${count}`)
  return count
}

/** Nought stays; 1 to 7 is held back; others go to the nearest five, or stay as they are in the strict mode. */
export function publishedCount(count: number, mode: HoldingMode): number | typeof heldBackMark {
  if (isSmall(checkedCount(count))) return heldBackMark
  return mode === 'hes' ? nearestFive(count) : count
}

/** The smallest and the largest count that a reader who knows the rule can suppose. */
export interface CountRange {
  readonly least: number
  readonly most: number
}

/** `*` is 1 to 7, `10` is 8 to 12, `15` is 13 to 17, 0 is 0. */
export function rangeOf(count: number, mode: HoldingMode): CountRange {
  if (isSmall(count)) return { least: 1, most: largestSmall }
  if (mode === 'strict' || count === 0) return { least: count, most: count }
  return { least: Math.max(largestSmall + 1, nearestFive(count) - 2), most: nearestFive(count) + 2 }
}

/** A larger count that is held back to protect another: one at least. */
export const protectorRange: CountRange = { least: 1, most: Infinity }
