import { type PlainDate, addDays, addMonths, findPlainDate, firstDay, toMonth } from '#shared'

/** Days that a phrase names: its first and its last. */
export interface Span {
  readonly from: PlainDate
  readonly to: PlainDate
}

const two = (number: number): string => String(number).padStart(2, '0')

export const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const

/** 1 to 12 for a month or its first letters: `sept` and `sep` are September. */
export function findMonthNumber(word: string): number | undefined {
  if (word.length < 3) return undefined
  const at = monthNames.findIndex(
    (name) => name === word || name.slice(0, 3) === word || (word === 'sept' && name === 'september'),
  )
  return at < 0 ? undefined : at + 1
}

const monthAt = (year: number, month: number) => toMonth(`${year}-${two(month)}`)
const lastDayOf = (year: number, month: number): PlainDate => addDays(firstDay(addMonths(monthAt(year, month), 1)), -1)

/** From the first day of a month to the last of another: November and January of 2005 are those that follow each other. */
export const monthsSpan = (year: number, first: number, months: number): Span => {
  const last = addMonths(monthAt(year, first), months - 1)
  return { from: firstDay(monthAt(year, first)), to: lastDayOf(Number(last.slice(0, 4)), Number(last.slice(5))) }
}

export const monthSpan = (year: number, month: number): Span => monthsSpan(year, month, 1)

export function daySpan(year: number, month: number, day: number): Span | undefined {
  const found = findPlainDate(`${year}-${two(month)}-${two(day)}`)
  return found && { from: found, to: found }
}

export const daysIn = (year: number, month: number): number => Number(lastDayOf(year, month).slice(8))

/** The parts of a stretch of time that people name. */
export type Part = 'early' | 'middle' | 'late' | 'end'

const parts: Readonly<Record<string, Part>> = {
  early: 'early',
  beginning: 'early',
  start: 'early',
  mid: 'middle',
  middle: 'middle',
  late: 'late',
  end: 'end',
}

export const findPart = (word: string): Part | undefined => (Object.hasOwn(parts, word) ? parts[word] : undefined)

const dayOfMonth = ({ from }: Span, day: number): PlainDate => addDays(from, day - 1)

function partOfMonth(span: Span, part: Part): Span {
  if (part === 'early') return { from: span.from, to: dayOfMonth(span, 10) }
  if (part === 'middle') return { from: dayOfMonth(span, 11), to: dayOfMonth(span, 20) }
  return { from: part === 'late' ? dayOfMonth(span, 21) : span.to, to: span.to }
}

function partOfMonths({ from, to }: Span, part: Part, months: number): Span {
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  if (part === 'end') return { from: firstDay(monthAt(Number(to.slice(0, 4)), Number(to.slice(5, 7)))), to }
  const third = Math.floor(months / 3)
  const begins = addMonths(monthAt(year, month), { early: 0, middle: third, late: third * 2 }[part])
  return part === 'late'
    ? { from: firstDay(begins), to }
    : monthsSpan(Number(begins.slice(0, 4)), Number(begins.slice(5)), third)
}

/**
 * Early is the first third of a stretch, middle the second, late the last; the end of a month is its last day, of something longer its
 * last month. Of a month the thirds are the 1st to the 10th, to the 20th, and the rest. A single day has no parts.
 */
export function partOf(span: Span, part: Part): Span {
  const months =
    (Number(span.to.slice(0, 4)) - Number(span.from.slice(0, 4))) * 12 +
    Number(span.to.slice(5, 7)) -
    Number(span.from.slice(5, 7)) +
    1
  if (span.from === span.to) return span
  return months === 1 ? partOfMonth(span, part) : partOfMonths(span, part, months)
}
