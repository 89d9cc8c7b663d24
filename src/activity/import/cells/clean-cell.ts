import type { CellType, LineColumn } from '../line/line-column.ts'
import { cleanText, withoutPointZero } from './clean-text.ts'
import { findDate } from './read-date.ts'
import { decimalsOf, findNumber, wholeDigitsOf } from './read-number.ts'

/** A cell made canonical, or what is wrong with it and what to do. */
export type CleanCell = { readonly text: string } | { readonly problem: string; readonly whatToDo: string }

const wrong = (problem: string, whatToDo: string): CleanCell => ({ problem, whatToDo })
const clean = (text: string): CleanCell => ({ text })

const wrongDate = wrong('is not a day', 'Write the day as YYYY-MM-DD, like 2007-10-31.')
const wrongTime = wrong('is not a time of day', 'Write the time as HH:MM, like 09:30.')

interface NumberRule {
  readonly decimals: number
  readonly digits: number
  readonly words: string
}

function number(text: string, { decimals, digits, words }: NumberRule): CleanCell {
  const found = findNumber(text)
  if (found === undefined) return wrong(`is not ${words}`, 'Write digits with a point, like 1234.50 or -12.00.')
  if (decimalsOf(found) > decimals)
    return wrong(`has more than ${decimals} decimals`, `Round it to at most ${decimals} decimals.`)
  if (wholeDigitsOf(found) > digits)
    return wrong('is too large to be true', 'Check the number: it has too many digits.')
  return clean(found)
}

function whole(text: string, most: number, words: string): CleanCell {
  const found = findNumber(text)
  if (found === undefined || !/^\d+$/.test(found))
    return wrong(`is not ${words}`, 'Write a whole number that is not negative.')
  if (Number(found) > most) return wrong('is too large to be true', `Write ${words} of at most ${most}.`)
  return clean(found)
}

function time(text: string): CleanCell {
  const match = /^([01]?\d|2[0-3]):?([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?$/.exec(text)
  return match ? clean(`${match[1]!.padStart(2, '0')}:${match[2]}`) : wrongTime
}

function date(text: string): CleanCell {
  const found = findDate(text)
  return found === undefined ? wrongDate : clean(found)
}

/** HES writes 7001 to 7007 for ages below one year. */
const age = (text: string): CleanCell =>
  /^700[1-7](\.0+)?$/.test(text) ? clean('0') : whole(text, 130, 'an age in years')

function month(text: string): CleanCell {
  const match = /^(\d{4})-?(0[1-9]|1[0-2])$/.exec(text)
  if (match) return clean(`${match[1]}-${match[2]}`)
  const day = findDate(text)
  return day ? clean(day.slice(0, 7)) : wrong('is not a month', 'Write the month billed as YYYY-MM, like 2007-10.')
}

const snapshots: Readonly<Record<string, string>> = { flex: 'flex', freeze: 'freeze' }
const sexes: Readonly<Record<string, string>> = {
  '0': '0',
  '1': '1',
  '2': '2',
  '9': '9',
  M: '1',
  F: '2',
  MALE: '1',
  FEMALE: '2',
}
const answers: Readonly<Record<string, string>> = { Y: 'Y', N: 'N', YES: 'Y', NO: 'N' }

function among(words: Readonly<Record<string, string>>, text: string, problem: string, whatToDo: string): CleanCell {
  // Its own words only: “constructor” is one of every object's.
  return Object.hasOwn(words, text) ? clean(words[text]!) : wrong(problem, whatToDo)
}

function matching(pattern: RegExp, text: string, problem: string, whatToDo: string): CleanCell {
  return pattern.test(text) ? clean(text) : wrong(problem, whatToDo)
}

const codeOf = (text: string): string => withoutPointZero(text.toUpperCase())

/** Separators of lists are brought to `|`; the dots of ICD-10 and OPCS-4 go, as national files leave them out. */
function codes(text: string): CleanCell {
  const parts = text
    .toUpperCase()
    .split(/[|,;]/)
    .map((part) => part.trim().replaceAll('.', ''))
    .filter((part) => part !== '')
  return matching(
    /^[A-Z0-9+*-]+(\|[A-Z0-9+*-]+)*$/,
    parts.join('|'),
    'is not a list of codes',
    'Separate codes with |, like I10X|E119.',
  )
}

const cleaners: Readonly<Record<CellType, (text: string) => CleanCell>> = {
  id: (text) => clean(withoutPointZero(text)),
  text: clean,
  code: (text) => clean(codeOf(text)),
  'short-code': (text) =>
    matching(
      /^[A-Z0-9]{1,2}$/,
      codeOf(text),
      'is not a code of one or two characters',
      'Write the NHS Data Dictionary code.',
    ),
  'national-code': (text) =>
    matching(/^[A-Z0-9]{3}$/, codeOf(text), 'is not a code of three characters', 'Write the code, like 100.'),
  time,
  date,
  age,
  days: (text) => whole(text, 9_999, 'a number of whole days'),
  units: (text) => number(text, { decimals: 3, digits: 10, words: 'a number' }),
  'unit-price': (text) => number(text, { decimals: 8, digits: 10, words: 'an amount of money' }),
  money: (text) => number(text, { decimals: 4, digits: 12, words: 'an amount of money' }),
  codes,
  month,
  snapshot: (text) => among(snapshots, text.toLowerCase(), 'is not flex or freeze', 'Write flex or freeze.'),
  sex: (text) =>
    among(
      sexes,
      codeOf(text),
      'is not a sex code',
      'Write 1 for male, 2 for female, 0 for unknown or 9 for not specified.',
    ),
  'yes-no': (text) =>
    among(answers, text.toUpperCase(), 'is not Y or N', 'Write Y for a national price or N for a local one.'),
}

const plainId = /^[\x20-\x7e]+$/

const shapes = new Map<string, RegExp>()

function fits(shape: string, text: string): boolean {
  const known = shapes.get(shape)
  const pattern = known ?? new RegExp(`^(?:${shape})$`)
  if (!known) shapes.set(shape, pattern)
  return pattern.test(text)
}

/** Cleans one cell for its column. Empty stays empty, and so does what only looks like something. */
export function cleanCell(column: LineColumn, raw: string): CleanCell {
  const text = cleanText(raw)
  if (text === '') return clean('')
  const cell = cleaners[column.type](text)
  if ('problem' in cell || cell.text === '') return cell
  if (column.shape && !fits(column.shape, cell.text)) return wrong(`is not ${column.words}`, 'Correct the code.')
  if (column.type === 'id' && !plainId.test(cell.text))
    return wrong('has characters that no identifier has', 'Use letters, digits and - / . only.')
  return cell
}
