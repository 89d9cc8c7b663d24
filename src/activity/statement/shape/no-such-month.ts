import { type Month, type Refused, formatMonth, refused } from '#shared'

const listed = (months: readonly Month[]): string =>
  months.length <= 24 ? months.join(', ') : `${months[0]} to ${months.at(-1)} (${months.length} months)`

/** Refuses a month nothing was imported for, and says which months there are. */
export function noSuchMonth(month: Month, known: readonly Month[]): Refused<'no-month'> {
  const start = `No activity has been imported for ${formatMonth(month)} (${month}).`
  if (known.length === 0)
    return refused(
      'no-month',
      `${start} There is no activity at all yet: import a file with “locality import activity FILE”.`,
    )
  return refused(
    'no-month',
    `${start} There is activity for ${listed(known)}: ask for one of these, or import the month first.`,
  )
}
