import { type Month, type PlainDate, addDays, addMonths, daysBetween, firstDay, monthsThrough, toMonth } from '#shared'
import type { Size } from '../reference.ts'

/** The time that is billed: months from the first to the last, both in; `to` is the first day after. */
export interface Time {
  readonly months: readonly Month[]
  readonly from: PlainDate
  readonly to: PlainDate
  readonly days: number
}

export function timeOf(size: Size): Time {
  const months = monthsThrough(toMonth(size.first), toMonth(size.last))
  const from = firstDay(months[0]!)
  const to = firstDay(addMonths(months.at(-1)!, 1))
  return { months, from, to, days: daysBetween(from, to) }
}

/** Days before the first day billed in which something may begin that is billed later: stays, referrals with their follow-ups. */
export const earlier = { planned: 45, emergency: 60, clinic: 200, attendance: 0 } as const

/** The days from which list sizes are counted: each quarter's first within the time, and the one before it. */
export const quarterDays = ({ from, to }: Time): PlainDate[] =>
  monthsThrough(addMonths(toMonth(from.slice(0, 7)), -3), toMonth(addDays(to, -1).slice(0, 7)))
    .filter((month) => ['01', '04', '07', '10'].includes(month.slice(5)))
    .map(firstDay)
