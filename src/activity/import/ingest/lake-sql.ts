import { type LineColumn, lineColumns } from '../line/line-column.ts'
import { totalColumns } from '../line/total-column.ts'
import { quoted } from './stage-sql.ts'

const lakeTypes: Readonly<Record<string, string>> = {
  date: 'DATE',
  age: 'SMALLINT',
  days: 'INTEGER',
  units: 'DECIMAL(13,3)',
  'unit-price': 'DECIMAL(18,8)',
  money: 'BIGINT',
}

const lakeTypeOf = ({ type }: LineColumn): string => lakeTypes[type] ?? 'VARCHAR'

export interface OutputSetting {
  /** The table of staged rows, which is called l. */
  readonly table: string
  readonly columns: ReadonlySet<string>
  readonly lineNo: string
  readonly importNo: number
  readonly dataset: string
  readonly bills: boolean
  /** Whether any identifier is a provider's own. */
  readonly hasLocal: boolean
}

/** Lists written as whole numbers stand at their own number, so their place is the number. */
const whole = (name: string, type: string): string => `enum_code(l.${name})::${type}`

/** Completed years: one less while the birthday of the year is still to come. */
const ageFromBirth = `(year(l.start_date) - year(l.birth_date)
  - CASE WHEN strftime(l.start_date, '%m%d') < strftime(l.birth_date, '%m%d') THEN 1 ELSE 0 END)::SMALLINT`

function ageOf(columns: ReadonlySet<string>): string {
  const parts = [
    ...(columns.has('age') ? [whole('age', 'SMALLINT')] : []),
    ...(columns.has('birth_date') ? [ageFromBirth] : []),
  ]
  return `coalesce(${parts.join(', ')})`
}

/** Pounds to whole pence, half away from zero, once. */
const penceOf = (name: string): string => `CAST(round(l.${name} * 100) AS BIGINT)`

function valueOf(column: LineColumn, { columns, bills }: OutputSetting): string | undefined {
  const { name, type } = column
  if (name === 'age') return columns.has('age') || columns.has('birth_date') ? ageOf(columns) : undefined
  if (name === 'units') return columns.has('units') ? `coalesce(l.units, 1)::DECIMAL(13,3)` : '1::DECIMAL(13,3)'
  if (name === 'price') return bills && columns.has('price') ? penceOf('price') : 'NULL::BIGINT'
  if (!columns.has(name)) return undefined
  return type === 'days' ? whole(name, 'INTEGER') : `l.${name}`
}

const nameInLake = (name: string): string => (name === 'price' ? 'billed_pence' : name)

/** What identifies a person stays out; birth dates have become ages. */
const inLake = lineColumns.filter(({ isPrivate }) => !isPrivate)

function patientOf({ columns, hasLocal }: OutputSetting): string {
  if (!columns.has('patient')) return `NULL::BIGINT AS patient, 'missing'::person_status AS patient_status`
  const [patient, status] = hasLocal
    ? ['coalesce(k.patient, o.patient)', 'coalesce(k.status, o.status)']
    : ['k.patient', 'k.status']
  return `${patient} AS patient, coalesce(${status}, 'missing'::person_status) AS patient_status`
}

export const personStatus = `CREATE TYPE person_status AS ENUM ('nhs-number', 'pseudonym', 'invalid', 'missing')`

function peopleJoin({ columns, hasLocal }: OutputSetting): string {
  if (!columns.has('patient')) return ''
  const local = hasLocal ? 'LEFT JOIN local_people AS o ON o.given = l.patient AND o.provider = l.provider' : ''
  return `LEFT JOIN national_people AS k ON k.given = l.patient ${local}`
}

/** Every column of a line in the lake with its type. */
export const lakeColumns: readonly (readonly [name: string, type: string])[] = [
  ['import_no', 'INTEGER'],
  ['line_no', 'INTEGER'],
  ['patient', 'BIGINT'],
  ['patient_status', 'VARCHAR'],
  ...inLake.map((column) => [nameInLake(column.name), lakeTypeOf(column)] as const),
  ['best_practice', 'VARCHAR'],
  ['dataset', 'VARCHAR'],
]

const constant = (text: string): string => `${quoted(text)}::ENUM (${quoted(text)})`

/**
 * The lines of one import as they stand in the lake: grain one line, key (import_no, line_no). A column that the file did
 * not have is left out of its Parquet (thirty empty ones doubled the time of writing); `linesIn` gives it back as empty.
 */
export function linesSql(setting: OutputSetting): string {
  const cells = inLake.flatMap((column) => {
    const value = valueOf(column, setting)
    return value === undefined ? [] : [`${value} AS ${nameInLake(column.name)}`]
  })
  const best = setting.columns.has('best_practice') ? [`l.best_practice`] : []
  return `SELECT ${setting.importNo}::INTEGER AS import_no, ${setting.lineNo}::INTEGER AS line_no, ${patientOf(setting)},
    ${[...cells, ...best].join(', ')}, ${constant(setting.dataset)} AS dataset
    FROM ${setting.table} AS l ${peopleJoin(setting)}`
}

/** Rows of totals keep their prices exact; billed pence are beside them. */
export function totalsSql({ table, columns, lineNo, importNo, dataset }: OutputSetting): string {
  const cells = totalColumns.map(
    (column) => `${columns.has(column.name) ? `l.${column.name}` : `NULL::${lakeTypeOf(column)}`} AS ${column.name}`,
  )
  return `SELECT ${importNo}::INTEGER AS import_no, ${lineNo}::INTEGER AS line_no, ${cells.join(', ')},
    ${penceOf('price')} AS billed_pence, ${constant(dataset)} AS dataset FROM ${table} AS l`
}

/**
 * One file for each month. Codes of few values become dictionaries; looking for more than 2,000 costs more than it saves.
 * Small row groups keep both cores busy on one month: the lines of a practice are found in 6.6 ms, in one group of 98,000
 * rows in 8.6 ms; sorting by practice gained nothing more and cost half of the writing again.
 */
export const writeSql = (select: string, folder: string): string =>
  `COPY (${select}) TO ${quoted(folder)} (FORMAT parquet, COMPRESSION zstd, DICTIONARY_SIZE_LIMIT 2000, WRITE_BLOOM_FILTER false,
    ROW_GROUP_SIZE 20480, PARTITION_BY (month), WRITE_PARTITION_COLUMNS true, FILENAME_PATTERN 'part_{i}')`
