import { type Month, type PlainDate, addMonths, daysBetween, firstDay, monthOf, monthsThrough } from '#shared'

/** Days laid out from left to right, from the first day of a month to the end of another. */
export interface TimeAxis {
  readonly first: PlainDate
  /** The day behind the last. */
  readonly end: PlainDate
  /** From 0 at the first day to 1 behind the last; days outside stand at the edge. */
  at(day: PlainDate): number
  /** Months that are marked: each, each quarter or each year, as there is room. */
  readonly ticks: readonly Month[]
}

const most = 14

/** About a dozen marks, on months from which quarters and years are counted. */
function ticksOf(months: readonly Month[]): Month[] {
  for (const step of [1, 3, 6, 12, 24, 60]) {
    const marked = months.filter((month) => (Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1) % step === 0)
    if (marked.length <= most) return marked
  }
  return months.length > 0 ? [months[0]!] : []
}

/** An axis that holds all the days given, in whole months. */
export function timeAxis(days: readonly PlainDate[]): TimeAxis | undefined {
  const sorted = days.toSorted()
  if (sorted.length === 0) return undefined
  const months = monthsThrough(monthOf(sorted[0]!), monthOf(sorted.at(-1)!))
  const [first, end] = [firstDay(months[0]!), firstDay(addMonths(months.at(-1)!, 1))]
  const whole = daysBetween(first, end)
  const at = (day: PlainDate): number => Math.min(1, Math.max(0, daysBetween(first, day) / whole))
  return { first, end, at, ticks: ticksOf(months) }
}
