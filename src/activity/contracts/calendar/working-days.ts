import { type PlainDate, type Result, addDays, daysBetween, formatDate, ok, refused } from '#shared'

/** The bank holidays of a stretch of time: half-open, and nothing is known of the days outside. */
export interface BankHolidays {
  readonly from: PlainDate
  readonly to: PlainDate
  readonly days: ReadonlySet<string>
}

const notCovered = (day: PlainDate, { from, to }: BankHolidays) =>
  refused(
    'no-bank-holidays',
    `Bank holidays are known here from ${formatDate(from)} to ${formatDate(addDays(to, -1))}, and ${formatDate(day)} lies outside: ` +
      'add its year to reference/calendar/bank-holidays.yaml.',
  )

const isCovered = (day: PlainDate, { from, to }: BankHolidays): boolean => from <= day && day < to

/** 1 January 2000 was a Saturday. */
const saturday = '2000-01-01' as PlainDate
const isWeekend = (day: PlainDate): boolean => [0, 1].includes(((daysBetween(saturday, day) % 7) + 7) % 7)

const isWorking = (day: PlainDate, { days }: BankHolidays): boolean => !isWeekend(day) && !days.has(day)

/**
 * The day that is so many working days after a day, or before it where the number is negative: one working day after Friday 5 October
 * 2007 is Monday the 8th. None after a day is that day itself, or the next working day where nobody works on it.
 */
export function addWorkingDaysIn(
  holidays: BankHolidays,
  day: PlainDate,
  count: number,
): Result<PlainDate, 'no-bank-holidays'> {
  if (!Number.isSafeInteger(count)) throw new RangeError(`not a whole number of days: ${count}`)
  const step = count < 0 ? -1 : 1
  let at = day
  let left = Math.abs(count)
  for (;;) {
    if (!isCovered(at, holidays)) return notCovered(at, holidays)
    if (left === 0 && (count !== 0 || isWorking(at, holidays))) return ok(at)
    at = addDays(at, step)
    if (left > 0 && isWorking(at, holidays)) left -= 1
  }
}

/**
 * Working days after the first day up to and with the second: from Friday 5 to Monday 8 October 2007 there is one. Negative where the
 * second lies before the first.
 */
export function workingDaysIn(
  holidays: BankHolidays,
  from: PlainDate,
  to: PlainDate,
): Result<number, 'no-bank-holidays'> {
  const outside = [from, to].find((day) => !isCovered(day, holidays))
  if (outside) return notCovered(outside, holidays)
  const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1]
  let count = 0
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) if (isWorking(day, holidays)) count += 1
  return ok(count === 0 ? 0 : sign * count)
}
