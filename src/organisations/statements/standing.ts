import { formatDate } from '#shared'
import { type Status, statuses } from '../model/organisation.ts'
import type { RowReading } from '../reading/row-reading.ts'
import type { Standing } from './statement.ts'

function statusOf(row: RowReading): Status | null | undefined {
  const word = row.word('status')
  if (word === null) return null
  return (
    statuses.find((status) => status === word) ??
    row.reject('status', `“${word}” is no status that is known: check the file.`)
  )
}

/** What a row says of status, dates and postcode, as far as its layout has columns for them. */
export function standingOf(row: RowReading): Standing {
  const standing: { -readonly [Key in keyof Standing]: Standing[Key] } = {}
  if (row.has('status')) standing.status = statusOf(row) ?? null
  if (row.has('open_date')) standing.openDate = row.date('open_date') ?? null
  if (row.has('close_date')) standing.closeDate = row.date('close_date') ?? null
  if (row.has('postcode')) standing.postcode = row.text('postcode')
  return standing
}

export function checkDates(row: RowReading, { openDate, closeDate }: Standing): void {
  if (openDate && closeDate && closeDate < openDate)
    row.reject('close_date', `It closes before it opens on ${formatDate(openDate)}: correct one of the two.`)
}
