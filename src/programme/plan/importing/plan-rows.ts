import { type Result, ok, refused } from '#shared'
import type { PlanColumn, PlanPolicy } from '../policy/plan-policy.ts'
import type { Grid, GridCell, GridRow } from './grid.ts'

/** A row of a plan as it was written, its cells by what they hold. */
export interface PlanRow {
  readonly row: number
  readonly section: string
  readonly ref: string
  readonly objective: string
  readonly lead: string
  readonly timescale: string
  readonly start: string
  readonly due: string
  readonly waitsFor: string
  readonly notes: readonly string[]
}

export type Places = ReadonlyMap<PlanColumn, number>

/** `Timescale / deadline` and `timescale deadline` are one heading. */
export const headingKey = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()

/** Where each column of a header stands; nothing where the row is no header. */
export function findPlaces<Column extends string>(
  { cells }: GridRow,
  columns: Readonly<Record<Column, readonly string[]>>,
  needed: Column,
): ReadonlyMap<Column, number> | undefined {
  const places = new Map<Column, number>()
  for (const [at, { text, isAcross }] of cells.entries()) {
    const key = headingKey(text)
    const column = (Object.keys(columns) as Column[]).find((each) => columns[each].includes(key) && !places.has(each))
    if (column && !isAcross && key !== '') places.set(column, at)
  }
  return places.has(needed) && places.size > 1 ? places : undefined
}

/** The reference has no heading in many plans: it is the column in front of the objective that nothing else is in. */
function withRefPlace(places: Places): Places {
  const objective = places.get('objective')!
  const taken = new Set(places.values())
  if (places.has('ref') || objective === 0 || taken.has(objective - 1)) return places
  return new Map([...places, ['ref', objective - 1]])
}

interface Building {
  section: string
  readonly rows: PlanRow[]
}

/** One cell over the whole row, or words in the first cell alone, are the heading of a section. */
function headingOf({ cells }: GridRow, places: Places): string | undefined {
  const filled = cells.filter(({ text }) => text !== '')
  const [first] = filled
  if (!first || new Set(filled.map(({ text }) => text)).size > 1) return undefined
  const isWhole = cells.length > 1 && cells.slice(1).every(({ isAcross }) => isAcross)
  const stands = cells.indexOf(first)
  const isAlone =
    filled.length === 1 &&
    stands !== places.get('objective') &&
    stands <= (places.get('ref') ?? 0) &&
    /\p{L}/u.test(first.text)
  return isWhole || isAlone ? first.text.replaceAll('\n', ' ') : undefined
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

function readRow(row: GridRow, places: Places, building: Building): PlanRow {
  const cell = (column: PlanColumn): GridCell | undefined => row.cells[places.get(column) ?? -1]
  const text = (column: PlanColumn): string => cell(column)?.text ?? ''
  const named = oneLine(text('section'))
  if (named !== '') building.section = named
  const merged = (['lead', 'timescale'] as const).filter((column) => cell(column)?.isDown && text(column) !== '')
  return {
    row: row.number,
    section: building.section,
    ref: oneLine(text('ref')),
    objective: text('objective'),
    lead: text('lead'),
    timescale: text('timescale'),
    start: oneLine(text('start')),
    due: oneLine(text('due')),
    waitsFor: oneLine(text('waits_for')),
    notes: merged.map((column) => `Its ${column} was merged with the row above and is the same.`),
  }
}

const joined = (above: string, below: string): string =>
  below === '' ? above : above === '' ? below : `${above}\n${below}`

/** A row that has no reference and no objective of its own goes on from the one before. */
function goOn(above: PlanRow, row: PlanRow): PlanRow {
  const note = `Row ${row.row} has no objective of its own and was read as going on from here.`
  return {
    ...above,
    lead: joined(above.lead, row.lead),
    timescale: joined(above.timescale, row.timescale),
    notes: [...above.notes, note],
  }
}

function addRow(row: GridRow, places: Places, building: Building): void {
  const heading = headingOf(row, places)
  if (heading !== undefined && !places.has('section')) {
    building.section = heading
    return
  }
  const read = readRow(row, places, building)
  const objective = row.cells[places.get('objective')!]
  const last = building.rows.at(-1)
  const isOwn = (read.objective !== '' && !objective?.isDown) || (read.ref !== '' && !objective?.isDown)
  if (!isOwn && last && (read.lead !== '' || read.timescale !== ''))
    building.rows[building.rows.length - 1] = goOn(last, read)
  else if (isOwn) building.rows.push(read)
  else if (heading !== undefined) building.section = heading
}

const named = (columns: PlanPolicy['columns']): string =>
  [columns.ref[0], columns.objective[0], columns.lead[0], columns.timescale[0]].map((word) => `“${word}”`).join(', ')

/** Finds the table of a plan among those of a file and reads its rows. */
export function planRows(
  tables: readonly Grid[],
  name: string,
  { columns, most_rows: most }: PlanPolicy,
): Result<PlanRow[]> {
  for (const table of tables) {
    const header = table.findIndex((row) => findPlaces(row, columns, 'objective'))
    if (header < 0) continue
    const places = withRefPlace(findPlaces(table[header]!, columns, 'objective')!)
    const building: Building = { section: '', rows: [] }
    for (const row of table.slice(header + 1)) addRow(row, places, building)
    if (building.rows.length > most)
      return refused('too-many', `“${name}” has more than ${most} rows: a plan has fewer.`)
    if (building.rows.length > 0) return ok(building.rows)
    return refused('no-rows', `“${name}” has the heading of a plan and no rows below it.`)
  }
  return refused(
    'no-header',
    `“${name}” has no row that names the columns of a plan. Its first row must call them ${named(columns)}; ` +
      'only the objective is needed, and one other.',
  )
}
