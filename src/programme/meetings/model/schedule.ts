import { type PlainDate, addDays, toPlainDate } from '#shared'

const weekday = (day: PlainDate): number => new Date(`${day}T00:00:00Z`).getUTCDay()
const firstOf = (year: number, month: number): PlainDate =>
  toPlainDate(new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10))

/** The day of a month that is the same weekday of it: the second Tuesday; a fifth that is not there is the last. */
function sameWeekdayOf(first: PlainDate, monthsOn: number): PlainDate {
  const [year, month, day] = first.split('-').map(Number) as [number, number, number]
  const start = firstOf(year, month - 1 + monthsOn)
  const ahead = (weekday(first) - weekday(start) + 7) % 7
  const nth = Math.floor((day - 1) / 7)
  const found = addDays(start, ahead + 7 * nth)
  return found.slice(0, 7) === start.slice(0, 7) ? found : addDays(found, -7)
}

/**
 * The days of a body that meets every so many months, from its first on and before `until`. Example: from Tuesday 8 January 2008, the
 * second of its month, every two months before July: 8 January, 11 March, 13 May.
 */
export function daysEvery(first: PlainDate, months: number, until: PlainDate): PlainDate[] {
  const days: PlainDate[] = []
  for (let turn = 0; turn < 240; turn += 1) {
    const day = sameWeekdayOf(first, turn * months)
    if (day >= until) break
    days.push(day)
  }
  return days
}

/** `14:00` and 90 minutes: `15:30`. A meeting does not go on into the next day. */
export function endOf(starts: string, minutesLong: number): string {
  const [hours, minutes] = starts.split(':').map(Number) as [number, number]
  const end = Math.min(hours * 60 + minutes + minutesLong, 23 * 60 + 59)
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
}
