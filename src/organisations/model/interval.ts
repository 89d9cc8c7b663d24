import type { PlainDate } from '#shared'

/**
 * Half-open days: from the first it holds to the first it no longer does; nothing = without end on that side.
 */
export interface Interval {
  readonly from: PlainDate | null
  readonly to: PlainDate | null
}

const startsBefore = (start: PlainDate | null, day: PlainDate | null): boolean =>
  start === null || day === null || start < day

/** 31 March is in [1 April 2006, 1 April 2007); 1 April 2007 is not. */
export const holdsOn = ({ from, to }: Interval, day: PlainDate): boolean =>
  (from === null || from <= day) && (to === null || day < to)

export const isEmpty = ({ from, to }: Interval): boolean => from !== null && to !== null && to <= from

/** Whether some day is in both; one that ends the day the other begins does not overlap it. */
export const overlap = (a: Interval, b: Interval): boolean =>
  !isEmpty(a) && !isEmpty(b) && startsBefore(a.from, b.to) && startsBefore(b.from, a.to)

/** What is left of an interval when the days of another are taken out: none, one or two pieces, in order. */
export function without(whole: Interval, taken: Interval): Interval[] {
  if (!overlap(whole, taken)) return isEmpty(whole) ? [] : [whole]
  const before = taken.from === null ? [] : [{ from: whole.from, to: taken.from }]
  const after = taken.to === null ? [] : [{ from: taken.to, to: whole.to }]
  return [...before, ...after].filter((piece) => !isEmpty(piece))
}

/** Earliest first; what has no beginning comes before everything. */
export const byStart = (a: Interval, b: Interval): number => {
  const [left, right] = [a.from ?? '', b.from ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}
