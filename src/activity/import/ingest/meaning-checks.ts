import type { LineColumn } from '../line/line-column.ts'
import { quoted } from './stage-sql.ts'

/** A rule that every line must keep, whatever layout it came in. `broken` is SQL over one row. */
export interface MeaningCheck {
  readonly column: string
  readonly broken: string
  readonly problem: string
  readonly whatToDo: string
}

export interface CheckSetting {
  readonly columns: ReadonlySet<string>
  readonly target: readonly LineColumn[]
  readonly bills: boolean
  /** Points of delivery in the file that are on no list. */
  readonly unknownPods: readonly string[]
  /** Columns that are made later, when episodes are joined into spells. */
  readonly later: ReadonlySet<string>
}

const words = (name: string): string => name.replaceAll('_', ' ')

const needs = ({ target, bills, later }: CheckSetting): MeaningCheck[] =>
  target
    .filter(({ name, needed }) => needed && !later.has(name) && (bills || name !== 'price'))
    .map(({ name }) => ({
      column: name,
      broken: `${name} IS NULL`,
      problem: 'is empty',
      whatToDo: `Fill it in: every line needs its ${words(name)}.`,
    }))

const between = (name: string, first: string, last: string): string =>
  `(${name} < DATE '${first}' OR ${name} > DATE '${last}')`

/** Days outside these years are slips of the pen; an unfinished stay may have begun long ago. */
const days: MeaningCheck[] = [
  { column: 'start_date', first: '1950-01-01' },
  { column: 'end_date', first: '1990-01-01' },
  { column: 'referral_date', first: '1950-01-01' },
  { column: 'birth_date', first: '1880-01-01' },
].map(({ column, first }) => ({
  column,
  broken: between(column, first, '2099-12-31'),
  problem: 'is not a day that can be true',
  whatToDo: 'Correct the day: write it as YYYY-MM-DD.',
}))

const order: MeaningCheck[] = [
  {
    column: 'end_date',
    broken: 'end_date < start_date',
    problem: 'is before the start date',
    whatToDo: 'Correct one of the two: nobody is discharged before they are admitted.',
  },
  {
    column: 'birth_date',
    broken: 'birth_date > start_date',
    problem: 'is after the start date',
    whatToDo: 'Correct one of the two: nobody is seen before they are born.',
  },
]

const needsColumns: Readonly<Record<string, readonly string[]>> = {
  'end_date < start_date': ['start_date'],
  'birth_date > start_date': ['start_date'],
}

function codes({ unknownPods }: CheckSetting): MeaningCheck[] {
  return [
    {
      column: 'line_id',
      broken: 'strlen(line_id) > 40',
      problem: 'is longer than 40 characters',
      whatToDo: 'Give the line an identifier of at most 40 characters.',
    },
    {
      column: 'pod',
      broken: unknownPods.length === 0 ? 'false' : `pod IN (${unknownPods.map(quoted).join(', ')})`,
      problem: 'is no national point of delivery',
      whatToDo: 'Use a code of the national list, like DC, NEL or OPFASPCL, and put your own into local_pod.',
    },
  ]
}

const hasAll = (columns: ReadonlySet<string>, { column, broken }: MeaningCheck): boolean =>
  columns.has(column) && (needsColumns[broken] ?? []).every((name) => columns.has(name))

export function meaningChecks(setting: CheckSetting): MeaningCheck[] {
  return [...needs(setting), ...codes(setting), ...days, ...order].filter((check) => hasAll(setting.columns, check))
}

/** How many rows break each rule, in one pass: columns c0, c1, … */
export const countSql = (table: string, checks: readonly MeaningCheck[]): string =>
  `SELECT ${checks.map(({ broken }, at) => `count(*) FILTER (WHERE ${broken}) AS c${at}`).join(', ')} FROM ${table}`
