import { addDays } from '#shared'
import {
  daySpan,
  daysIn,
  findMonthNumber,
  findPart,
  type Part,
  partOf,
  type Span,
  monthSpan,
  monthsSpan,
  monthNames,
} from './span.ts'
import { type Token, isNumber } from './token.ts'

/** What a phrase names at some place: days, a month that lacks its year, or something that is no day. */
export type Read = { readonly next: number } & (
  | { readonly kind: 'span'; readonly span: Span }
  | { readonly kind: 'no-year'; readonly month: number; readonly day?: number; readonly part?: Part }
  | { readonly kind: 'impossible'; readonly why: string }
)

type Tokens = readonly Token[]

const span = (next: number, found: Span): Read => ({ kind: 'span', next, span: found })
const impossible = (next: number, why: string): Read => ({ kind: 'impossible', next, why })

const isFullYear = (token: Token | undefined): boolean => isNumber(token) && /^(19|20)\d\d$/.test(token.text)
const isShort = (token: Token | undefined): boolean => isNumber(token) && token.text.length <= 2
/** `05` is 2005: nobody plans for the last century. */
const yearOf = ({ text }: Token): number => (text.length === 2 ? 2000 + Number(text) : Number(text))

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1)

function day(next: number, year: number, month: number, date: number): Read {
  if (month < 1 || month > 12) return impossible(next, `there is no month ${month}`)
  const found = daySpan(year, month, date)
  if (found) return span(next, found)
  const name = capital(monthNames[month - 1]!)
  return impossible(next, `there is no ${date} ${name} ${year}: that month has ${daysIn(year, month)} days`)
}

const skip = (tokens: Tokens, at: number, words: readonly string[]): number =>
  words.includes(tokens[at]?.text ?? '') ? at + 1 : at

/** `2005-11-15`, `15/11/2005`, `15.11.05`. */
function readFigures(tokens: Tokens, at: number): Read | undefined {
  const [first, mark, second, again, third] = tokens.slice(at, at + 5)
  if (!isNumber(first) || !isNumber(second) || !isNumber(third) || mark?.text !== again?.text) return undefined
  if (isFullYear(first) && mark!.text === '-')
    return day(at + 5, yearOf(first), Number(second.text), Number(third.text))
  if (!/^[./-]$/.test(mark!.text) || !isShort(first) || !isShort(second)) return undefined
  if (!isFullYear(third) && third.text.length !== 2) return undefined
  return day(at + 5, yearOf(third), Number(second.text), Number(first.text))
}

/** `2005/06` and `2005-06` are the year from April; `11/2005` is a month; `2005` a calendar year. */
function readYear(tokens: Tokens, at: number): Read | undefined {
  const [first, mark, second] = tokens.slice(at, at + 3)
  const isParted = mark?.text === '/' || mark?.text === '-'
  if (isFullYear(first) && isParted && isNumber(second) && second.text.length === 2) {
    const year = yearOf(first!)
    return (year + 1) % 100 === Number(second.text)
      ? span(at + 3, monthsSpan(year, 4, 12))
      : impossible(at + 3, `${first!.text}${mark.text}${second.text} is no financial year`)
  }
  if (isShort(first) && mark?.text === '/' && isFullYear(second)) {
    const month = Number(first!.text)
    return month >= 1 && month <= 12
      ? span(at + 3, monthSpan(yearOf(second!), month))
      : impossible(at + 3, `there is no month ${month}`)
  }
  return isFullYear(first) ? span(at + 1, monthsSpan(yearOf(first!), 1, 12)) : undefined
}

/** The year behind a month or a season: `2005`, `, 2005`, `'05`, `-05`, `05`. */
function readItsYear(tokens: Tokens, at: number): { year: number; next: number } | undefined {
  const behind = skip(tokens, at, [',', '.'])
  const marked = skip(tokens, behind, ["'", '’', '-'])
  const token = tokens[marked]
  // `November 2005-06` would be two years at once: then none of them is this month’s.
  if (isFullYear(token)) return { year: yearOf(token!), next: marked + 1 }
  const isYear = isNumber(token) && token.text.length === 2 && (marked > behind || token.text.startsWith('0'))
  return isYear ? { year: yearOf(token), next: marked + 1 } : undefined
}

/** `15 November 2005`, `15th of November`. */
function readDayOfMonth(tokens: Tokens, at: number): Read | undefined {
  if (!isShort(tokens[at])) return undefined
  const behind = skip(tokens, skip(tokens, at + 1, ['st', 'nd', 'rd', 'th']), ['of'])
  const month = findMonthNumber(tokens[behind]?.text ?? '')
  if (month === undefined) return undefined
  const date = Number(tokens[at]!.text)
  const year = readItsYear(tokens, behind + 1)
  return year ? day(year.next, year.year, month, date) : { kind: 'no-year', next: behind + 1, month, day: date }
}

/** `November 2005`, `Nov 05`, `November 15, 2005`, `November`. */
function readMonth(tokens: Tokens, at: number): Read | undefined {
  const month = findMonthNumber(tokens[at]?.text ?? '')
  if (month === undefined) return undefined
  const year = readItsYear(tokens, at + 1)
  if (year) return span(year.next, monthSpan(year.year, month))
  const date = tokens[at + 1]
  if (!isShort(date)) return { kind: 'no-year', next: at + 1, month }
  const behind = readItsYear(tokens, skip(tokens, at + 2, ['st', 'nd', 'rd', 'th']))
  return behind
    ? day(behind.next, behind.year, month, Number(date!.text))
    : impossible(at + 2, `${capital(tokens[at]!.text)} ${date!.text} may be a day or a year`)
}

const seasons: Readonly<Record<string, number>> = { spring: 3, summer: 6, autumn: 9, winter: 12 }

/** Three months from March, June, September or December of the year. */
function readSeason(tokens: Tokens, at: number): Read | undefined {
  const word = tokens[at]?.text ?? ''
  const year = Object.hasOwn(seasons, word) ? readItsYear(tokens, at + 1) : undefined
  return year && span(year.next, monthsSpan(year.year, seasons[word]!, 3))
}

/**
 * `Q3 2005/06`, `quarter 3 of 2005/06`: of the financial year. Of a calendar year it would be another; which one is meant is not
 * guessed.
 */
function readQuarter(tokens: Tokens, at: number): Read | undefined {
  const word = tokens[at]?.text
  const number = tokens[at + 1]
  if ((word !== 'q' && word !== 'quarter') || !isNumber(number) || !/^[1-4]$/.test(number.text)) return undefined
  const year = readYear(tokens, skip(tokens, at + 2, ['of', ',']))
  if (!year) return impossible(at + 2, `quarter ${number.text} of which year is not said`)
  if (year.kind !== 'span') return year
  if (!year.span.from.endsWith('-04-01'))
    return impossible(year.next, `quarter ${number.text} of a calendar or of a financial year is not said`)
  const begins = 4 + 3 * (Number(number.text) - 1)
  const of = Number(year.span.from.slice(0, 4))
  return span(year.next, begins > 12 ? monthsSpan(of + 1, begins - 12, 3) : monthsSpan(of, begins, 3))
}

const weekWords: readonly (readonly [readonly string[], number])[] = [
  [['week', 'commencing'], 6],
  [['week', 'beginning'], 6],
  [['w', '/', 'c'], 6],
  [['week', 'ending'], -6],
  [['w', '/', 'e'], -6],
]

/** `week commencing 3 October 2005`: the seven days from there, or up to there. */
function readWeek(tokens: Tokens, at: number): Read | undefined {
  const found = weekWords.find(([words]) => words.every((word, offset) => tokens[at + offset]?.text === word))
  const read = found && readPlain(tokens, at + found[0].length)
  if (!found || read?.kind !== 'span' || read.span.from !== read.span.to) return undefined
  const other = addDays(read.span.from, found[1])
  return span(read.next, found[1] > 0 ? { from: read.span.from, to: other } : { from: other, to: read.span.to })
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

function readPlain(tokens: Tokens, from: number): Read | undefined {
  const word = tokens[from]?.text ?? ''
  const at = weekdays.includes(word) || word === 'fy' ? from + 1 : from
  for (const read of [readFigures, readYear, readDayOfMonth, readMonth, readSeason, readQuarter]) {
    const found = read(tokens, at)
    if (found) return found
  }
  return undefined
}

/** `early December 2005`, `end of 2005/06`, `mid-November`. */
function readPart(tokens: Tokens, at: number): Read | undefined {
  const part = findPart(tokens[at]?.text ?? '')
  if (!part) return undefined
  const behind = ['-', 'of', 'the', 'financial', 'year'].reduce((next, word) => skip(tokens, next, [word]), at + 1)
  const whole = readPlain(tokens, behind)
  if (!whole || whole.kind === 'impossible') return whole
  return whole.kind === 'span' ? { ...whole, span: partOf(whole.span, part) } : { ...whole, part }
}

/** Reads the days named at a place of a phrase; nothing where none are. */
export const readSpan = (tokens: Tokens, at: number): Read | undefined =>
  readWeek(tokens, at) ?? readPart(tokens, at) ?? readPlain(tokens, at)
