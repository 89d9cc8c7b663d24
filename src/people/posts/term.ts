import { type PlainDate, addDays, formatDate } from '#shared'

/** A term of office, half-open: from the first day a post is held to the first day it no longer is; nothing = no end was set. */
export interface Term {
  readonly from: PlainDate
  readonly to: PlainDate | null
}

/** 31 March 2007 is in [1 April 2006, 1 April 2007); 1 April 2007 is not. */
export const isHeldOn = ({ from, to }: Term, day: PlainDate): boolean => from <= day && (to === null || day < to)

/** A post that was ended on or before the day it was to begin was never held. */
export const isNever = ({ from, to }: Term): boolean => to !== null && to <= from

const startsBefore = (start: PlainDate, end: PlainDate | null): boolean => end === null || start < end

/** Whether some day is in both; one that ends on the day the other begins does not overlap it. */
export const termsOverlap = (a: Term, b: Term): boolean =>
  !isNever(a) && !isNever(b) && startsBefore(a.from, b.to) && startsBefore(b.from, a.to)

/** What is left of a term from a day on; nothing where it is over by then. */
export function fromDayOn(term: Term, day: PlainDate): Term | undefined {
  const left = { ...term, from: term.from < day ? day : term.from }
  return isNever(left) ? undefined : left
}

/**
 * The first day of a term that none of the others covers; nothing when they cover it all. [1 April, 1 July) and others [1
 * March, 1 May) and [1 May, for ever): covered. Without the second: 1 May.
 */
export function firstDayUncovered(term: Term, others: readonly Term[]): PlainDate | undefined {
  if (isNever(term)) return undefined
  let day = term.from
  for (const other of others.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (other.from > day) break
    if (other.to === null) return undefined
    if (other.to > day) day = other.to
  }
  return startsBefore(day, term.to) ? day : undefined
}

/** `1 April 2006 to 31 March 2008`, the last day included as people say it; `since 1 April 2008`; `from 1 July 2030`. */
export function termWords({ from, to }: Term, today: PlainDate): string {
  if (to !== null && to <= from) return 'never held: ended before it began'
  if (to !== null) return `${formatDate(from)} to ${formatDate(addDays(to, -1))}`
  return `${from <= today ? 'since' : 'from'} ${formatDate(from)}`
}
