import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

type Row = Readonly<Record<string, string>>

const read = (path: string): Row[] =>
  parse(readFileSync(path, 'utf8'), { columns: true, bom: true, relax_quotes: true }) as Row[]

/** A practice of Brent as the public files have it. */
export interface BrentPractice {
  readonly code: string
  readonly name: string
  readonly group: string
  readonly groupName: string
  /** In the list of 2016. */
  readonly patients: number
  readonly registered: number
  readonly weighted: number
  /** What the national formula of 2014/15 made of its list of then; nothing where it is not told. */
  readonly weightedBefore: number | undefined
  readonly imd: string
}

const patientsOf = (row: Row): number =>
  Object.entries(row).reduce((sum, [column, cell]) => (/^(Male|Female) /.test(column) ? sum + Number(cell) : sum), 0)

/** The practices that have a list of 2016, a published weighted list and a score of deprivation. */
export function brentPractices(shared: string): BrentPractice[] {
  const lists = new Map(
    read(join(shared, 'data/listsize/Patient_List_Size_2016_01-03.csv')).map((row) => [
      row['Practice Code']!,
      patientsOf(row),
    ]),
  )
  const before = new Map(
    read(join(shared, 'data/payments/nhs_payments_gp_E84_2014-15_to_2022-23.csv'))
      .filter((row) => row['Year'] === '14-15')
      .map((row) => [row['Practice Code']!, Number(row['Number of Weighted Patients (Last Known Figure)'])]),
  )
  return read(join(shared, 'data/ods/brent_practices_joined.csv'))
    .filter((row) => lists.has(row['practice_code']!) && row['weighted_2022_23'] && row['imd_score'] && row['pcn_code'])
    .map((row) => ({
      code: row['practice_code']!,
      name: row['name_2023'] || row['name_2013']!,
      group: row['pcn_code']!,
      groupName: row['pcn_name']!,
      patients: lists.get(row['practice_code']!)!,
      weightedBefore: before.get(row['practice_code']!),
      registered: Number(row['registered_2022_23']),
      weighted: Number(row['weighted_2022_23']),
      imd: row['imd_score']!,
    }))
}

export const organisationsFile = (practices: readonly BrentPractice[]): string => {
  const groups = new Map(practices.map(({ group, groupName }) => [group, groupName]))
  return [
    'code,name,kind',
    '07P,Brent,commissioner',
    ...[...groups].map(([code, name]) => `${code},${name},group`),
    ...practices.map(({ code, name }) => `${code},"${name}",practice`),
    '',
  ].join('\n')
}

export const membershipsFile = (practices: readonly BrentPractice[]): string => {
  const groups = new Set(practices.map(({ group }) => group))
  return [
    'member,parent,from,to',
    ...[...groups].map((code) => `${code},07P,2013-04-01,`),
    ...practices.map(({ code, group }) => `${code},${group},2013-04-01,`),
    '',
  ].join('\n')
}

/** At most twelve decimals, as the file of scores takes them. */
const short = (text: string): string => (text.includes('.') ? text.slice(0, text.indexOf('.') + 13) : text)

export const deprivationFile = (practices: readonly BrentPractice[]): string =>
  `practice,score\n${practices.map(({ code, imd }) => `${code},${short(imd)}`).join('\n')}\n`

/** The published weighted list at the size of the list of 2016: patients × weighted / registered of 2022/23. */
export const weightedNow = ({ patients, weighted, registered }: BrentPractice): number =>
  (patients * weighted) / registered

export const weightedFile = (practices: readonly BrentPractice[]): string =>
  `practice,weighted_patients\n${practices.map((each) => `${each.code},${weightedNow(each).toFixed(4)}`).join('\n')}\n`

const bands = ['0-4', '5-14', '15-24', '25-34', '35-44', '45-54', '55-64', '65-74', '75+']

const bandOf = (age: number): string => bands.findLast((band) => Number.parseInt(band, 10) <= age)!

/** Costs by age and sex out of published tables of England: of every band what its people cost together, over how many they are. */
function costs(shared: string, file: string, column: string): string[] {
  const sums = new Map<string, { people: number; total: number }>()
  for (const row of read(join(shared, 'data/capitation', file))) {
    const key = `${row['SEX'] === 'M' ? '1' : '2'},${bandOf(Number.parseInt(row['AGE']!, 10))}`
    const sum = sums.get(key) ?? { people: 0, total: 0 }
    sums.set(key, { people: sum.people + Number(row['POPULATION']), total: sum.total + Number(row[column]) })
  }
  return [...sums].map(([key, { people, total }]) => `${key},${(total / people).toFixed(6)}`)
}

export interface CostTable {
  readonly line: string
  readonly file: string
  readonly column: string
}

export const ageWeightsFile = (shared: string, tables: readonly CostTable[]): string =>
  `line,sex,age_band,cost_per_head\n${tables
    .flatMap(({ line, file, column }) => costs(shared, file, column).map((row) => `${line},${row}`))
    .join('\n')}\n`
