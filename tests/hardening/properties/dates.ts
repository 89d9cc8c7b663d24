import { addDays, addMonths, daysBetween, financialYearOf, findPlainDate, monthOf, toPlainDate } from '#shared'
import { findDate } from '../../../src/activity/import/cells/read-date.ts'

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
  /** Days since the first day tried. */
  readonly at: number
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const longest = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

/** A calendar counted by hand, a day after a day, which owes nothing to the machine's. */
function* calendar(first: number, last: number): Generator<Day> {
  let at = 0
  for (let year = first; year <= last; year++)
    for (let month = 1; month <= 12; month++)
      for (let day = 1; day <= longest(year, month); day++) yield { year, month, day, at: at++ }
}

const two = (number: number): string => String(number).padStart(2, '0')
const names = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** 1 January 1990 is day 32,874 of a spreadsheet. */
const serialOf1990 = 32_874

function writings({ year, month, day, at }: Day): string[] {
  const [y, m, d] = [String(year), two(month), two(day)]
  const name = names[month - 1]!
  return [
    `${y}-${m}-${d}`,
    `${d}/${m}/${y}`,
    `${day}/${month}/${y}`,
    `${d}-${m}-${y}`,
    `${d}.${m}.${y}`,
    `${y}${m}${d}`,
    `${y}/${m}/${d}`,
    `${d}${name.slice(0, 3)}${y}`,
    `${d}-${name.slice(0, 3).toUpperCase()}-${y}`,
    `${day} ${name} ${y}`,
    String(serialOf1990 + at),
    `${y}-${m}-${d}T00:00:00`,
    `${y}-${m}-${d} 00:00`,
    `${d}/${m}/${y} 00:00:00.000`,
  ]
}

/** Days a month does not have, months a year does not have, and years of two digits. */
function impossible({ year, month, day }: Day): string[] {
  const [y, m, d] = [String(year), two(month), two(day)]
  const after = two(longest(year, month) + 1)
  return [
    `${y}-${m}-${after}`,
    `${after}/${m}/${y}`,
    `${y}${m}${after}`,
    `${y}-13-${d}`,
    `${y}-00-${d}`,
    `${y}-${m}-00`,
    `${d}/${m}/${y.slice(2)}`,
    `${y.slice(2)}-${m}-${d}`,
    `${d}/13/${y}`,
    `${y}-${m}-${d}T12:30:00`,
    `${y}-${m}`,
    `${d}/${m}`,
    `+${y}-${m}-${d}`,
    `${y}-${m}-${d}x`,
  ]
}

function wrongWith(day: Day): string[] {
  const text = `${day.year}-${two(day.month)}-${two(day.day)}`
  const unread = writings(day)
    .filter((writing) => findDate(writing) !== text)
    .map((writing) => `“${writing}” is ${text} and was read as ${findDate(writing)}`)
  const taken = impossible(day)
    .filter((writing) => findDate(writing) !== undefined)
    .map((writing) => `“${writing}” is no day and was read as ${findDate(writing)}`)
  return [...unread, ...taken, ...wrongArithmetic(day, text)]
}

const first = toPlainDate('1990-01-01')

function wrongArithmetic({ year, month, at }: Day, text: string): string[] {
  const date = findPlainDate(text)
  if (!date) return [`${text} is a day and was not found`]
  const start = month < 4 ? year - 1 : year
  const next = month === 12 ? `${year + 1}-01` : `${year}-${two(month + 1)}`
  const facts: [unknown, unknown][] = [
    [addDays(first, at), text],
    [daysBetween(first, date), at],
    [addMonths(monthOf(date), 1), next],
    [financialYearOf(date), `${start}/${two((start + 1) % 100)}`],
  ]
  return facts.flatMap(([found, meant]) => (found === meant ? [] : [`${text}: ${found} should be ${meant}`]))
}

/** Every day of these years, each written in every way, and as many that never were. */
export function tryEveryDay(firstYear: 1990, lastYear: number): { days: number; failures: string[] } {
  const failures: string[] = []
  let days = 0
  for (const day of calendar(firstYear, lastYear)) {
    days++
    failures.push(...wrongWith(day))
  }
  return { days, failures }
}
