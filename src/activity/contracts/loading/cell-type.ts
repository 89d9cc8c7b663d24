import {
  type Cell,
  type ColumnKind,
  type Result,
  findFinancialYear,
  findMonth,
  findPatientData,
  findPlainDate,
  isNhsNumber,
  ok,
  penceFromPounds,
  refused,
  withoutLastZeros,
} from '#shared'
import { londonText, readLondonInstant } from '../calendar/london-instant.ts'
import { codePattern } from '../policy/policy.ts'

/** What a cell means, in a form that JSON and the database take: money is pence, a share ten-thousandths, an instant its UTC text. */
export type Value = string | number | boolean | null | readonly string[]

/** How the cells of a column are read and shown again. The message of a refusal says what is wrong and, behind a full stop, what to do. */
export interface CellType {
  readonly kind: ColumnKind
  read(text: string): Result<Value, 'bad-cell'>
  /** As the file would have it. */
  show(value: Value): Cell
}

const bad = (problem: string, whatToDo: string) => refused('bad-cell', `${problem}. ${whatToDo}`)
const asIs = (value: Value): Cell => (typeof value === 'number' || typeof value === 'string' ? value : null)

/** What is kept for good may name no patient. */
const named = bad(
  'holds what looks like an NHS number or a date of birth',
  'Take it out: nothing here may name a patient.',
)

function text(pattern: RegExp, words: string, kind: ColumnKind = 'code'): CellType {
  return {
    kind,
    show: asIs,
    read(given) {
      if (!pattern.test(given)) return bad(`is not ${words}`, 'Correct it.')
      return findPatientData(given).length > 0 ? named : ok(given)
    },
  }
}

/** A number held as a whole multiple of its smallest part, so that no floating point comes near it. */
function scaled(places: number, most: number, words: string): CellType {
  const unit = 10 ** places
  return {
    kind: 'count',
    show: (value) => (typeof value === 'number' ? value / unit : null),
    read(given) {
      const match = new RegExp(`^(\\d{1,9})(?:\\.(\\d{1,${places}}))?$`).exec(given)
      const value = match ? Number(match[1]! + (match[2] ?? '').padEnd(places, '0')) : Number.NaN
      return value <= most * unit ? ok(value) : bad(`is not ${words}`, `Write a number of at most ${places} decimals.`)
    },
  }
}

function whole(least: number, most: number, words: string): CellType {
  return {
    kind: 'count',
    show: asIs,
    read: (given) =>
      /^\d{1,4}$/.test(given) && Number(given) >= least && Number(given) <= most
        ? ok(Number(given))
        : bad(`is not ${words}`, `Write a whole number from ${least} to ${most}.`),
  }
}

const found = (
  find: (given: string) => string | undefined,
  kind: ColumnKind,
  words: string,
  like: string,
): CellType => ({
  kind,
  show: asIs,
  read(given) {
    const value = find(given)
    return value === undefined ? bad(`is not ${words}`, `Write it like ${like}.`) : ok(value)
  },
})

const instant = (usual: string): CellType => ({
  ...found(
    (given) => readLondonInstant(given, usual)?.toISOString(),
    'text',
    'a day, or a day and time',
    `2007-11-30 or 2007-11-30 ${usual}`,
  ),
  show: (value) => (typeof value === 'string' ? londonText(new Date(value)) : null),
})

const money: CellType = {
  kind: 'pence',
  show: asIs,
  read(given) {
    if (/^\d{1,11}(\.\d{1,2})?$/.test(given)) return penceFromPounds(given) as Result<Value, 'bad-cell'>
    return bad('is not an amount of money', 'Write pounds like 1234.50, without signs and with at most two decimals.')
  },
}

const signedMoney: CellType = {
  ...money,
  read: (given) => (given.startsWith('-') ? negated(money.read(given.slice(1))) : money.read(given)),
}

const negated = (read: Result<Value, 'bad-cell'>): Result<Value, 'bad-cell'> =>
  read.ok && typeof read.value === 'number' && read.value !== 0 ? ok(-read.value) : read

/** Several of one type in a cell, with blanks between them. */
const several = (one: CellType): CellType => ({
  kind: 'text',
  show: (value) => (Array.isArray(value) && value.length > 0 ? value.join(' ') : null),
  read(given) {
    const reads = given.split(/\s+/).map((each) => one.read(each))
    const values = reads.flatMap((read) => (read.ok ? [String(read.value)] : []))
    const fault = reads.find((read) => !read.ok)
    if (fault) return fault
    return new Set(values).size === values.length ? ok(values) : bad('names something twice', 'Name it once.')
  },
})

export const choice = (...words: readonly string[]): CellType => ({
  kind: 'text',
  show: asIs,
  read: (given) => (words.includes(given) ? ok(given) : bad('is not known', `Write one of ${words.join(', ')}.`)),
})

const code = text(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/, 'a code of up to 40 letters, digits and . _ - /')
const pattern: CellType = {
  kind: 'code',
  show: asIs,
  read: (given) =>
    codePattern.safeParse(given).success
      ? ok(given)
      : bad('is not a pattern of codes', 'Use capital letters, digits and [ ] ( ) | . ? ^ - only, like L8(4|5).'),
}

export const cellTypes = {
  reference: text(/^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$/, 'a reference of up to 30 letters, digits and . _ -'),
  organisation: text(/^[A-Z0-9]{2,10}$/, 'a code of 2 to 10 capital letters and digits'),
  code,
  codes: several(code),
  specialty: text(/^[A-Z0-9]{3}$/, 'a treatment function code of three characters'),
  procedure: text(/^[A-Z]\d{1,3}[A-Z0-9]?$/, 'an OPCS-4 code without its dot, like L85 or L851'),
  words: text(/^[^\p{Cc}]{1,120}$/u, 'a text of up to 120 letters', 'text'),
  day: found(findPlainDate, 'date', 'a day', '2007-04-01'),
  month: found(findMonth, 'month', 'a month', '2007-04'),
  year: found(findFinancialYear, 'text', 'a financial year', '2010/11'),
  money,
  'signed-money': signedMoney,
  percent: { ...scaled(2, 100, 'a percentage from 0 to 100'), kind: 'text', show: percentText },
  ratio: scaled(3, 1000, 'a ratio'),
  activity: scaled(3, 99_999_999, 'a number of activity'),
  'working-days': whole(1, 250, 'a number of working days'),
  age: whole(0, 120, 'an age in years'),
  number: {
    ...found(
      (given) => (/^-?\d{1,10}(\.\d{1,4})?$/.test(given) ? plainNumber(given) : undefined),
      'text',
      'a number',
      '91.5',
    ),
  },
  pattern,
  patterns: several(pattern),
  'included-until': instant('17:00'),
  'published-at': instant('08:00'),
  'nhs-number': {
    kind: 'code',
    show: () => null,
    read: (given: string) => {
      const digits = given.replaceAll(/[ -]/g, '')
      return isNhsNumber(digits) ? ok(digits) : bad('is not an NHS number', 'Write its ten digits and check them.')
    },
  },
  'yes-no': {
    kind: 'text',
    show: (value: Value) => (value === true ? 'Y' : 'N'),
    read: (given: string) => (/^[YN]$/.test(given) ? ok(given === 'Y') : bad('is neither Y nor N', 'Write Y or N.')),
  },
} as const satisfies Readonly<Record<string, CellType>>

function percentText(value: Value): Cell {
  return typeof value === 'number' ? String(value / 100) : null
}

/** Without noughts that say nothing: 091.50 is 91.5. */
function plainNumber(given: string): string {
  const [whole_, part = ''] = given.split('.')
  const tail = withoutLastZeros(part)
  const head = whole_!.replace(/^(-?)0+(?=\d)/, '$1')
  const number = tail === '' ? head : `${head}.${tail}`
  return /^-0$/.test(number) ? '0' : number
}
