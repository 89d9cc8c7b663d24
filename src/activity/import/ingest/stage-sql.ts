import { addDays, toPlainDate } from '#shared'
import type { CellType, LineColumn } from '../line/line-column.ts'

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const letters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at))
const firstYear = 1990
const monthWords = (): string[] =>
  Array.from({ length: 960 }, (_, at) => `${firstYear + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`)

/** Two bytes hold every day from here to the end of 2067: people born in 1890, and all that they were treated for. */
const firstDay = toPlainDate('1890-01-01')

/**
 * Cells of closed form are read as members of a list, which checks them, keeps them in one or two bytes and writes them
 * as a dictionary: less than half the work of text. Members of `whole_…` stand at their own number.
 */
const lists: Readonly<Record<string, () => readonly string[]>> = {
  code_2: () => [...letters, ...letters.flatMap((one) => letters.map((two) => one + two))],
  code_3: () => numbers(1000).map((number) => number.padStart(3, '0')),
  whole_age: () => numbers(131),
  whole_days: () => numbers(10_000),
  month_word: monthWords,
  snapshot_word: () => ['flex', 'freeze'],
  sex_code: () => ['0', '1', '2', '9'],
  answer: () => ['Y', 'N'],
  day_word: () => Array.from({ length: 65_000 }, (_, at) => addDays(firstDay, at)),
}

export const listTypes = (): string[] =>
  Object.entries(lists).map(([name, words]) => `CREATE TYPE ${name} AS ENUM (${words().map(quoted).join(', ')})`)

const readTypes: Readonly<Partial<Record<CellType, string>>> = {
  'short-code': 'code_2',
  'national-code': 'code_3',
  age: 'whole_age',
  days: 'whole_days',
  month: 'month_word',
  snapshot: 'snapshot_word',
  sex: 'sex_code',
  'yes-no': 'answer',
  date: 'day_word',
}

/** What the slow way wrote is canonical already; only what a list might not hold stays text. */
const canonicalTypes: Readonly<Partial<Record<CellType, string>>> = {
  ...readTypes,
  'national-code': 'VARCHAR',
  date: 'DATE',
}

export type Lane = 'fast' | 'slow'

const readType = ({ type }: LineColumn, lane: Lane): string =>
  (lane === 'fast' ? readTypes : canonicalTypes)[type] ?? 'VARCHAR'

const numberTypes: Readonly<Partial<Record<CellType, { type: string; pattern: string }>>> = {
  money: { type: 'DECIMAL(18,4)', pattern: '-?[0-9]{1,12}(\\.[0-9]{1,4})?' },
  units: { type: 'DECIMAL(13,3)', pattern: '-?[0-9]{1,10}(\\.[0-9]{1,3})?' },
  'unit-price': { type: 'DECIMAL(18,8)', pattern: '-?[0-9]{1,10}(\\.[0-9]{1,8})?' },
}

/**
 * The engine's own casts forgive too much: 1e3, 1_000, one decimal too many; `2007-10-31x` and `epoch` as days. So numbers are
 * checked before, and days read as members of the list of all days, which is also quicker than reading them as days.
 */
function stagedValue(column: LineColumn, lane: Lane): string {
  const number = numberTypes[column.type]
  if (column.type === 'date' && lane === 'fast')
    return `(DATE '${firstDay}' + enum_code(${column.name})::INTEGER) AS ${column.name}`
  if (!number) return column.name
  return (
    `CASE WHEN ${column.name} IS NULL THEN NULL WHEN regexp_full_match(${column.name}, ${quoted(number.pattern)}) ` +
    `THEN ${column.name}::${number.type} ELSE error('not a number of the plain form')::${number.type} END AS ${column.name}`
  )
}

export interface StageSource {
  readonly table: string
  readonly path: string
  /** In the order of the file. */
  readonly columns: readonly LineColumn[]
  /** Columns of ours that stand first. */
  readonly more: readonly (readonly [name: string, type: string])[]
  /** Columns of ours that stand last. */
  readonly last?: readonly { readonly name: string; readonly type: string }[]
  readonly lane: Lane
  readonly quotes: boolean
}

/** Reads the file into a table. Every type is given, nothing is guessed; whatever does not fit is in reject_errors. */
export function stageSql({ table, path, columns, more, last = [], lane, quotes }: StageSource): string {
  const types = [
    ...more,
    ...columns.map((column) => [column.name, readType(column, lane)] as const),
    ...last.map(({ name, type }) => [name, type] as const),
  ]
  const shape = types.map(([name, type]) => `${quoted(name)}: ${quoted(type)}`).join(', ')
  const mark = quotes ? `'"'` : `''`
  const ours = columns.map((column) => stagedValue(column, lane))
  return `CREATE TABLE ${table} AS SELECT ${[...more.map(([name]) => name), ...ours, ...last.map(({ name }) => name)].join(', ')}
    FROM read_csv(${quoted(path)}, header = true, auto_detect = false, delim = ',', quote = ${mark}, escape = ${mark},
      strict_mode = true, null_padding = false, store_rejects = true, rejects_limit = 1, max_line_size = 1100000,
      columns = {${shape}})`
}

/** The places of lines in the file they came from. */
export const lineNoOf = (lane: Lane): string => (lane === 'fast' ? '(l.rowid + 2)' : 'l.line_no')
