import type { PlainDate } from '#shared'
import { readLine } from './read-line.ts'
import type { Status, Timescale, TimescaleLine } from './timescale.ts'

const linesOf = (text: string): string[] => text.split(/\r\n?|\n/).filter((line) => line.trim() !== '')

function statusOf(lines: readonly TimescaleLine[]): Status | null {
  const isOngoing = lines.some((line) => line.isOngoing)
  const isComplete = lines.some((line) => line.isComplete)
  if (isComplete)
    return isOngoing ? 'complete-ongoing' : lines.every((line) => line.isComplete) ? 'complete' : 'ongoing'
  if (isOngoing) return 'ongoing'
  return lines.some(({ start, due, isOpen }) => start !== null || due !== null || isOpen) ? 'planned' : null
}

const days = (found: readonly (PlainDate | null)[]): PlainDate[] =>
  found.filter((day): day is PlainDate => day !== null).toSorted()

/** What goes on has no last day, unless one was said to be it. */
function dueOf(lines: readonly TimescaleLine[]): PlainDate | null {
  const goesOn = lines.some((line) => line.isOngoing)
  return days(lines.filter((line) => !goesOn || line.isDeadline).map(({ due }) => due)).at(-1) ?? null
}

/**
 * Reads a timescale as people write it: `November/early December 2005` is planned from 1 November to 10 December 2005; `Jan 2006 and on
 * going` goes on from 1 January 2006; `Complete and on going` is done and goes on; two lines are two steps. The text is kept, and what
 * cannot be read is in `unread`, as it was written.
 */
export function readTimescale(text: string): Timescale {
  const lines = linesOf(text).map(readLine)
  return {
    text,
    status: statusOf(lines),
    start: days(lines.map(({ start }) => start))[0] ?? null,
    due: dueOf(lines),
    until: lines.map(({ until }) => until).find((until) => until !== null) ?? null,
    unread: lines.flatMap(({ unread }) => unread),
    problems: lines.flatMap(({ problems }) => problems),
    lines,
  }
}
