import { type Month, type Result, findMonth, formatMonth, ok, refused } from '#shared'
import type { EpdWanted } from './epd-reading.ts'

/** Rows of a file with the same practice, month and mark. */
export interface CountedRows {
  readonly practice: string | null
  readonly year_month: string | null
  readonly unidentified: string | null
  readonly rows: number
}

const monthIn = (text: string | null): Month | undefined =>
  text === null ? undefined : findMonth(text.trim().replace(/^(\d{4})[_-]?(\d{2})$/, '$1-$2'))

/** The month that most rows of a file say. */
function monthOfFile(counted: readonly CountedRows[]): Month | undefined {
  const rows = new Map<Month, number>()
  for (const { year_month: text, rows: count } of counted) {
    const month = monthIn(text)
    if (month) rows.set(month, (rows.get(month) ?? 0) + count)
  }
  return [...rows].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0]
}

export type MonthRefusal = 'no-month' | 'other-month' | 'month-not-over'

export function whichMonth(
  counted: readonly CountedRows[],
  { month: wanted, firstOpen }: EpdWanted,
): Result<Month, MonthRefusal> {
  const month = monthOfFile(counted)
  if (!month)
    return refused('no-month', 'No row of the file says a month, like 201709. Send the file as it was published.')
  if (wanted !== undefined && wanted !== month)
    return refused(
      'other-month',
      `The file is of ${formatMonth(month)}, and ${formatMonth(wanted)} was asked for. Look which file it is.`,
    )
  if (month >= firstOpen)
    return refused(
      'month-not-over',
      `The file says that it is of ${formatMonth(month)}, which is not over yet. Look whether it is the right file.`,
    )
  return ok(month)
}

/** Rows as they are parted: those to be looked at cell by cell, and what becomes of the others. */
export interface Parted {
  readonly ours: number
  readonly left: number
  readonly unidentified: number
  readonly practicesLeft: number
}

/** A row without a prescriber is nobody's; one of another commissioner's practice is left, whatever else it says. */
export function partRows(counted: readonly CountedRows[], practices: ReadonlySet<string> | 'all'): Parted {
  let [ours, left, unidentified] = [0, 0, 0]
  const others = new Set<string>()
  for (const { practice, unidentified: mark, rows } of counted) {
    if (mark === 'Y') unidentified += rows
    else if (practice === null || practice === '' || practices === 'all' || practices.has(practice)) ours += rows
    else {
      left += rows
      others.add(practice)
    }
  }
  return { ours, left, unidentified, practicesLeft: others.size }
}

/** The same parting as a condition on a row `c` of the file: what must be taken or rejected. */
export function oursSql(practices: ReadonlySet<string> | 'all'): string {
  const identified = `coalesce(c.unidentified, '') <> 'Y'`
  if (practices === 'all') return identified
  return `${identified} AND (trim(c.practice) IN (SELECT p.practice FROM kept_practice AS p) OR coalesce(trim(c.practice), '') = '')`
}
