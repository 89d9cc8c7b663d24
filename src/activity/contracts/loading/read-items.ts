import type { Sheet, SheetRow } from '#platform'
import type { Fault } from './fault.ts'
import { partsOf, shownValue } from './fault.ts'
import type { FileColumn, Item, Kind, KindName } from './kind.ts'
import { kinds } from './kinds.ts'

/** A row that was read, with where it stood. */
export interface ReadItem {
  readonly row: number
  readonly item: Item
}

export interface ReadSheet {
  readonly kind: KindName
  readonly file: string
  readonly items: readonly ReadItem[]
}

export type SheetReading =
  | { readonly sheet: ReadSheet; readonly faults?: undefined }
  | { readonly faults: readonly Fault[]; readonly sheet?: undefined }

const headerFault = (file: string, value: string, problem: string, whatToDo: string): Fault => ({
  file,
  row: 1,
  column: 'header',
  value: shownValue(value, false),
  problem,
  whatToDo,
})

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ')

function headerFaults(kind: Kind, file: string, header: readonly string[]): Fault[] {
  const known = kind.columns.map(({ name }) => name)
  const unknown = header.filter((name) => !known.includes(name))
  const twice = header.filter((name, at) => name !== '' && header.indexOf(name) !== at)
  const missing = kind.columns.filter(({ name, need }) => need !== 'may' && !header.includes(name))
  return [
    ...unknown.map((name) =>
      headerFault(
        file,
        name,
        name === '' ? 'a column has no name' : 'is no column of this file',
        `Take the column out or rename it. Known are ${known.join(', ')}.`,
      ),
    ),
    ...twice.map((name) => headerFault(file, name, 'stands there twice', 'Keep one of the two columns.')),
    ...missing.map(({ name }) => headerFault(file, name, 'is missing', 'Add the column.')),
  ]
}

/** The kind of a file by its header. A column that marks one kind alone says more than two that other kinds have as well. */
const recognise = (header: readonly string[]): Kind | undefined =>
  kinds
    .filter(({ mark }) => mark.every((name) => header.includes(name)))
    .toSorted((a, b) => a.mark.length - b.mark.length)[0]

const unknownFile = (file: string, header: readonly string[]): Fault =>
  headerFault(
    file,
    header.slice(0, 6).join(','),
    'is the header of none of the lists that are kept here',
    `A file is known by these columns: ${kinds.map(({ title, mark }) => `${title.toLowerCase()} by ${quoted(mark)}`).join('; ')}.`,
  )

interface Reading {
  readonly kind: Kind
  readonly file: string
  readonly places: ReadonlyMap<string, number>
  readonly faults: Fault[]
}

function readCell({ file, places, faults }: Reading, { cells, number }: SheetRow, column: FileColumn) {
  const text = (cells[places.get(column.name) ?? -1] ?? '').replaceAll(/[\s\u00a0]+/g, ' ').trim()
  if (text === '' && column.need !== 'filled') return column.otherwise
  const read = text === '' ? undefined : column.type.read(text)
  if (read?.ok) return read.value
  const what = read ? partsOf(read.message) : { problem: 'is missing', whatToDo: 'Fill it in.' }
  faults.push({ file, row: number, column: column.name, value: shownValue(text, column.isPrivate), ...what })
  return null
}

function checkDays({ file, faults }: Reading, row: number, { from, to }: Item): void {
  if (typeof from === 'string' && typeof to === 'string' && to <= from)
    faults.push({
      file,
      row,
      column: 'to',
      value: to,
      problem: `is not after ${from}`,
      whatToDo: 'Write the first day on which it no longer holds.',
    })
}

function readRow(reading: Reading, row: SheetRow): ReadItem {
  const { kind, file, faults, places } = reading
  if (row.cells.length !== places.size && row.cells.slice(places.size).some((cell) => cell.trim() !== ''))
    faults.push({
      file,
      row: row.number,
      column: 'the whole row',
      value: '',
      problem: 'has more cells than the header',
      whatToDo: 'Put cells with commas in "double quotes".',
    })
  const item = Object.fromEntries(kind.columns.map((column) => [column.name, readCell(reading, row, column)]))
  checkDays(reading, row.number, item)
  return { row: row.number, item }
}

/** Reads a sheet of whatever kind its header says: all of its rows, or everything that is wrong with them. */
export function readItems({ name: file, rows }: Sheet): SheetReading {
  const header = (rows[0]?.cells ?? []).map((cell) => cell.trim().toLowerCase())
  while (header.at(-1) === '') header.pop()
  const kind = recognise(header)
  if (!kind) return { faults: [unknownFile(file, header)] }
  const wrong = headerFaults(kind, file, header)
  if (wrong.length > 0) return { faults: wrong }
  const reading: Reading = { kind, file, places: new Map(header.map((each, at) => [each, at])), faults: [] }
  const items = rows.slice(1).map((row) => readRow(reading, row))
  return reading.faults.length > 0 ? { faults: reading.faults } : { sheet: { kind: kind.name, file, items } }
}
