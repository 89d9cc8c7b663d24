import { type Month, type PlainDate, addDays, addMonths, firstDay } from '#shared'

export interface Calendar {
  /** The first day whose holidays are known, and the first that is not. */
  readonly from: PlainDate
  readonly to: PlainDate
  readonly closed: ReadonlySet<string>
  /** Monday is 1. */
  readonly weekdays: ReadonlySet<number>
}

const weekday = (day: PlainDate): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1

/** Days of a month on which chemists dispense; nothing where its holidays are not known. December 2007 has 24. */
export function dispensingDays(calendar: Calendar, month: Month): number | undefined {
  const [start, end] = [firstDay(month), firstDay(addMonths(month, 1))]
  if (start < calendar.from || end > calendar.to) return undefined
  let days = 0
  for (let day = start; day < end; day = addDays(day, 1))
    if (calendar.weekdays.has(weekday(day)) && !calendar.closed.has(day)) days += 1
  return days
}
