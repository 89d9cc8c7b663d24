import { type PlainDate, addDays } from '#shared'
import { type Read, readSpan } from './read-span.ts'
import { type Span, daySpan, monthSpan, partOf } from './span.ts'
import type { TimescaleLine } from './timescale.ts'
import { type Token, tokensOf, wordsBetween } from './token.ts'

type Mode = 'in' | 'from' | 'after' | 'by' | 'before'

const ongoingWords = new Set([
  'ongoing',
  'continuing',
  'continuous',
  'continues',
  'continue',
  'continued',
  'rolling',
  'underway',
  'started',
])
const completeWords = new Set(['complete', 'completed', 'done', 'finished', 'achieved', 'closed'])
const openWords = new Set(['tbc', 'tba', 'tbd', 'undated'])
const fromWords = new Set(['from', 'since', 'starting', 'commencing', 'beginning', 'starts'])
const byWords = new Set(['by', 'due', 'ending', 'deadline'])
const untilWords = new Set(['till', 'until', 'til'])
const fillers = new Set([
  'and',
  'then',
  'to',
  'be',
  'in',
  'during',
  'of',
  'the',
  'on',
  'at',
  'for',
  'between',
  'with',
  'now',
  'it',
  'is',
  'be',
])
const marks = /^[/,;:.&()–—-]$/

/** Words in a row that mean one: how many they are and which. */
const phrases: readonly (readonly [readonly string[], string])[] = [
  [['on', '-', 'going'], 'ongoing'],
  [['on', 'going'], 'ongoing'],
  [['in', 'progress'], 'ongoing'],
  [['under', 'way'], 'ongoing'],
  [['not', 'started'], 'undated'],
  [['to', 'be', 'confirmed'], 'tbc'],
  [['to', 'be', 'agreed'], 'tbc'],
  [['no', 'later', 'than'], 'by'],
]

/** Days that were named, how, and by which tokens. */
interface SaidSpan {
  readonly mode: Mode
  readonly span: Span
  readonly afterOngoing: boolean
  readonly from: number
  readonly to: number
}

interface Reading {
  readonly phrase: string
  readonly tokens: readonly Token[]
  mode: Mode
  isOngoing: boolean
  isComplete: boolean
  isOpen: boolean
  spans: SaidSpan[]
  until: string | null
  /** Stretches of tokens. */
  readonly unread: { readonly from: number; readonly to: number }[]
  readonly problems: string[]
}

const phraseAt = (tokens: readonly Token[], at: number) =>
  phrases.find(([words]) => words.every((word, offset) => tokens[at + offset]?.text === word))

/** A month without a year has that of the next day that is named behind it; December before January has the year before. */
function yearFor(tokens: readonly Token[], at: number, month: number): number | undefined {
  for (let next = at; next < tokens.length; next += 1) {
    const read = readSpan(tokens, next)
    if (read?.kind === 'span') {
      const year = Number(read.span.from.slice(0, 4))
      return month > Number(read.span.from.slice(5, 7)) ? year - 1 : year
    }
    if (read) next = Math.max(next, read.next - 1)
  }
  return undefined
}

function spanOf(reading: Reading, read: Exclude<Read, { kind: 'impossible' }>): Span | string {
  if (read.kind === 'span') return read.span
  const year = yearFor(reading.tokens, read.next, read.month)
  if (year === undefined) return 'its year is not said'
  if (read.day !== undefined) return daySpan(year, read.month, read.day) ?? `there is no such day in ${year}`
  const span = monthSpan(year, read.month)
  return read.part ? partOf(span, read.part) : span
}

function takeSpan(reading: Reading, at: number, read: Read): number {
  const words = wordsBetween(reading.phrase, reading.tokens, at, read.next)
  const found = read.kind === 'impossible' ? read.why : spanOf(reading, read)
  if (typeof found === 'string') {
    reading.unread.push({ from: at, to: read.next })
    reading.problems.push(`“${words}”: ${found}`)
  } else {
    reading.spans.push({ mode: reading.mode, span: found, afterOngoing: reading.isOngoing, from: at, to: read.next })
    reading.mode = 'in'
  }
  return read.next
}

/** `till` before a day is a deadline; before anything else it is what it goes on until, to the end of the line. */
function takeUntil(reading: Reading, at: number): number {
  const { tokens, phrase } = reading
  if (at + 1 >= tokens.length) {
    reading.unread.push({ from: at, to: at + 1 })
    return at + 1
  }
  if (readSpan(tokens, at + 1)) {
    reading.mode = 'by'
    return at + 1
  }
  reading.until = wordsBetween(phrase, tokens, at + 1, tokens.length)
  return tokens.length
}

function takeWord(reading: Reading, word: string, next: number): number | undefined {
  if (ongoingWords.has(word)) reading.isOngoing = true
  else if (completeWords.has(word)) return takeComplete(reading, next)
  else if (openWords.has(word)) reading.isOpen = true
  else if (fromWords.has(word)) reading.mode = 'from'
  else if (word === 'after') reading.mode = 'after'
  else if (word === 'before') reading.mode = 'before'
  else if (byWords.has(word)) reading.mode = 'by'
  else if (!fillers.has(word) && !marks.test(word)) return undefined
  return next
}

/** “To be completed”, and “complete by”, are still to come. */
function takeComplete(reading: Reading, next: number): number {
  const { tokens } = reading
  const isToCome = tokens[next - 2]?.text === 'be' || [...byWords, 'before'].includes(tokens[next]?.text ?? '')
  if (!isToCome) reading.isComplete = true
  else if (tokens[next - 2]?.text === 'be') {
    reading.isOpen = true
    reading.mode = 'by'
  }
  return next
}

/** `–` or `to` between two days: the second is the last one. */
const isSpanned = (tokens: readonly Token[], at: number): boolean => ['to', '-', '–', '—'].includes(tokens[at]!.text)

function take(reading: Reading, at: number): number {
  const { tokens } = reading
  const several = phraseAt(tokens, at)
  const word = several?.[1] ?? tokens[at]!.text
  const next = at + (several?.[0].length ?? 1)
  const read = several ? undefined : readSpan(tokens, at)
  if (read) return takeSpan(reading, at, read)
  if (untilWords.has(word)) return takeUntil(reading, at)
  if (isSpanned(tokens, at) && reading.spans.length > 0 && readSpan(tokens, at + 1)) {
    reading.mode = 'by'
    return at + 1
  }
  const taken = takeWord(reading, word, next)
  if (taken !== undefined) return taken
  reading.unread.push({ from: at, to: at + 1 })
  return at + 1
}

const earliest = (days: readonly PlainDate[]): PlainDate | null => days.toSorted()[0] ?? null
const latest = (days: readonly PlainDate[]): PlainDate | null => days.toSorted().at(-1) ?? null

/** A day named after “ongoing” without “from” or “by” may be either. */
function refuseUnclear(reading: Reading): void {
  const unclear = reading.spans.filter(({ mode, afterOngoing }) => mode === 'in' && afterOngoing)
  for (const { from, to } of unclear) {
    reading.unread.push({ from, to })
    const words = wordsBetween(reading.phrase, reading.tokens, from, to)
    reading.problems.push(`“${words}”: whether it begins or ends then is not said`)
  }
  reading.spans = reading.spans.filter((span) => !unclear.includes(span))
}

/** Words that were not read, as they were written; those with nothing but small words between them are told together. */
function unreadWords({ phrase, tokens, unread }: Reading): string[] {
  const told: { from: number; to: number }[] = []
  for (const { from, to } of unread.toSorted((a, b) => a.from - b.from)) {
    const last = told.at(-1)
    const isNext = last && tokens.slice(last.to, from).every(({ text }) => fillers.has(text))
    if (isNext) last.to = to
    else told.push({ from, to })
  }
  return told.map(({ from, to }) => wordsBetween(phrase, tokens, from, to))
}

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** The days on which it begins: the day after, where it begins after something. */
const startsOf = ({ spans }: Reading): PlainDate[] => [
  ...spans.filter(({ mode }) => mode === 'in' || mode === 'from').map(({ span }) => span.from),
  ...spans.filter(({ mode }) => mode === 'after').map(({ span }) => addDays(span.to, 1)),
]

const deadlinesOf = ({ spans }: Reading): PlainDate[] => [
  ...spans.filter(({ mode }) => mode === 'by').map(({ span }) => span.to),
  ...spans.filter(({ mode }) => mode === 'before').map(({ span }) => addDays(span.from, -1)),
]

const lastDaysOf = ({ spans }: Reading): PlainDate[] =>
  spans.filter(({ mode }) => mode === 'in').map(({ span }) => span.to)

/** Reads one line of a timescale. Every word of it is read, passed over because it says nothing, or told in `unread`. */
export function readLine(line: string): TimescaleLine {
  const phrase = inOneLine(line)
  const tokens = tokensOf(phrase)
  const reading: Reading = {
    phrase,
    tokens,
    mode: 'in',
    isOngoing: false,
    isComplete: false,
    isOpen: false,
    spans: [],
    until: null,
    unread: [],
    problems: [],
  }
  for (let at = 0; at < tokens.length;) at = take(reading, at)
  refuseUnclear(reading)
  const deadlines = deadlinesOf(reading)
  return {
    text: phrase,
    isOngoing: reading.isOngoing || reading.until !== null,
    isComplete: reading.isComplete,
    isOpen: reading.isOpen,
    start: earliest(startsOf(reading)),
    due: latest(reading.isOngoing ? deadlines : [...deadlines, ...lastDaysOf(reading)]),
    isDeadline: deadlines.length > 0,
    until: reading.until,
    unread: unreadWords(reading),
    problems: reading.problems,
  }
}
