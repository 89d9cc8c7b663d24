import { type PlainDate, findPlainDate, ok, refused } from '#shared'
import { type ListCell, type Sex, fiveYearBands, inOrder, patientsIn, sexes } from '../model/list-count.ts'
import type { RowReading } from '../reading/row-reading.ts'
import { type AboutFile, type CountStatement, type Interpreter, noStatements } from './statement.ts'

interface SaidCell {
  readonly sex: Sex | 'all'
  readonly ageBand: string
  readonly patients: number
  readonly row: RowReading
}

/**
 * A row of a list; without a cell when something in it cannot be read, which spoils the list it belongs to.
 */
interface SaidRow {
  readonly row: RowReading
  readonly practice: string
  /** Nothing when it cannot be read: then it may belong to any list of the practice. */
  readonly date?: PlainDate
  readonly cell?: SaidCell
}

const sexOf = (row: RowReading): Sex | 'all' | undefined => {
  const word = row.word('sex')
  if (word === 'all' && row.layout.words['sex']) return 'all'
  return (
    sexes.find((sex) => sex === word) ??
    row.reject('sex', `“${row.raw('sex')}” is no sex: write 1 male, 2 female, 0 not known or 9 not specified.`)
  )
}

const bandOf = (row: RowReading): string | undefined => {
  const word = row.word('age_band')
  if (word === 'all' && row.layout.words['age_band']) return 'all'
  return (
    fiveYearBands.find((band) => band === word) ??
    row.reject('age_band', `“${row.raw('age_band')}” is no age band: write 0-4, 5-9 … 90-94 or 95+.`)
  )
}

/** The day of a row; where it says none, the day said beside the file. */
const dayOf = (row: RowReading, { date }: AboutFile): PlainDate | undefined =>
  date !== null && row.text('date') === null ? date : row.needDate('date')

function rowOf(row: RowReading, about: AboutFile): SaidRow[] {
  const [practice, date] = [row.needCode('practice'), dayOf(row, about)]
  const [sex, ageBand, patients] = [sexOf(row), bandOf(row), row.count('patients')]
  const cell = row.isWhole && sex && ageBand && patients !== undefined ? { sex, ageBand, patients, row } : undefined
  return practice ? [{ row, practice, date, cell }] : []
}

function grouped(said: readonly SaidRow[]): Map<string, SaidRow[]> {
  const lists = new Map<string, SaidRow[]>()
  for (const one of said) {
    const key = `${one.practice} ${one.date ?? ''}`
    const list = lists.get(key)
    if (list) list.push(one)
    else lists.set(key, [one])
  }
  return lists
}

/** Totals in the file are not kept; they must agree with the cells they add up. */
function checkTotals(cells: readonly SaidCell[], parts: readonly SaidCell[]): void {
  for (const total of cells.filter(({ sex, ageBand }) => sex === 'all' || ageBand === 'all')) {
    const matching = parts.filter(
      (part) =>
        (total.sex === 'all' || total.sex === part.sex) && (total.ageBand === 'all' || total.ageBand === part.ageBand),
    )
    const sum = patientsIn(matching as ListCell[])
    if (matching.length > 0 && sum !== total.patients)
      total.row.reject(
        'patients',
        `The total is ${total.patients} but its parts add up to ${sum}: ask for the file again.`,
      )
  }
}

function checkRepeats(parts: readonly SaidCell[]): void {
  const seen = new Map<string, number>()
  for (const { row, sex, ageBand } of parts) {
    const earlier = seen.get(`${sex} ${ageBand}`)
    if (earlier === undefined) seen.set(`${sex} ${ageBand}`, row.number)
    else row.reject('age_band', `Row ${earlier} has this practice, day, sex and age band already: keep one of the two.`)
  }
}

function countOf(list: readonly SaidRow[], undated: readonly SaidRow[]): CountStatement[] {
  const { practice, date } = list[0]!
  if (!date) return []
  const cells = list.flatMap(({ cell }) => cell ?? [])
  const parts = cells.filter(({ sex, ageBand }) => sex !== 'all' && ageBand !== 'all')
  checkRepeats(parts)
  checkTotals(cells, parts)
  const kept = parts.map(({ sex, ageBand, patients }) => ({ sex: sex as Sex, ageBand, patients }))
  return [{ rows: [...list, ...undated].map(({ row }) => row), practice, countedOn: date, cells: inOrder(kept) }]
}

/** One row for each practice, day, sex and band: the plain file, and the national one with its totals. */
export const longList: Interpreter = ({ rows }, about) => {
  const lists = grouped(rows.flatMap((row) => rowOf(row, about)))
  const counts = [...lists.values()].flatMap((list) => countOf(list, lists.get(`${list[0]!.practice} `) ?? []))
  return ok({ ...noStatements, counts })
}

function quarterDay(text: string, pattern: string | undefined): PlainDate | undefined {
  const match = pattern === undefined ? null : new RegExp(pattern).exec(text)
  return match ? findPlainDate(`${match[1]}-${match[2]}-01`) : undefined
}

function wideCount(row: RowReading, about: AboutFile): CountStatement[] {
  const { layout } = row
  const practice = row.needCode('practice')
  const quarter = row.text('quarter')
  const date =
    quarter === null ? (about.date ?? quarterDay(about.name, layout.quarter)) : quarterDay(quarter, layout.quarter)
  if (!date) row.reject('quarter', `“${quarter}” is no quarter: write it like 2013_04-06.`)
  const cells = layout.bands.map(({ column, sex, band }) => ({
    sex,
    ageBand: band,
    patients: row.count(column) ?? 0,
  }))
  return row.isWhole && practice && date ? [{ rows: [row], practice, countedOn: date, cells: inOrder(cells) }] : []
}

/**
 * One row for each practice, a column for each sex and band; the day is in the file's name, a column, or said
 * beside it.
 */
export const wideList: Interpreter = ({ layout, rows }, about) => {
  const dated = about.date ?? quarterDay(about.name, layout.quarter)
  if (!dated && !rows[0]?.has('quarter'))
    return refused(
      'no-date',
      `Which day “${about.name}” counts cannot be told from its name: give --date 2013-04-01 with it.`,
    )
  return ok({ ...noStatements, counts: rows.flatMap((row) => wideCount(row, about)) })
}
