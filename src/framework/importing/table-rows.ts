import type { Reject } from '#organisations'
import type { Sheet, SheetRow } from '#platform'
import { type Result, ok, refused } from '#shared'

/** A row of the table as it was read, repaired where a merged cell left something out; `number` is its row in the file. */
export interface AssessmentRow {
  readonly sheet: string
  readonly number: number
  readonly level: number
  readonly objective: string
  readonly target: string
  readonly rating: string
  readonly words: string
}

/** A line of the file beside its table, such as of a summary. */
export interface LooseLine {
  readonly number: number
  readonly text: string
}

export interface TableRead {
  readonly rows: readonly AssessmentRow[]
  readonly loose: readonly LooseLine[]
  readonly notes: readonly string[]
  readonly rejects: readonly Reject[]
}

const columns = ['level', 'objective', 'target', 'rating', 'action_or_evidence'] as const
type Column = (typeof columns)[number]

const aliases: Readonly<Record<string, Column>> = {
  level: 'level',
  objective: 'objective',
  target: 'target',
  rating: 'rating',
  action_or_evidence: 'action_or_evidence',
  'action or evidence': 'action_or_evidence',
  'action / evidence': 'action_or_evidence',
}

const clean = (cell: string | undefined): string => (cell ?? '').replaceAll(/[\s\u00a0]+/g, ' ').trim()

interface Header {
  readonly at: number
  readonly places: ReadonlyMap<Column, number>
}

/** The first row that names a target and a rating: what stands above it is a summary or a title. */
function headerOf(rows: readonly SheetRow[]): Header | undefined {
  for (const [at, { cells }] of rows.entries()) {
    const names = cells.map((cell) => aliases[clean(cell).toLowerCase()])
    if (names.includes('target') && names.includes('rating'))
      return { at, places: new Map(names.flatMap((name, place) => (name ? [[name, place] as const] : []))) }
  }
  return undefined
}

function headerFault(header: SheetRow): string | undefined {
  const named = header.cells.map(clean).filter((cell) => cell !== '')
  const unknown = named.filter((cell) => aliases[cell.toLowerCase()] === undefined)
  if (unknown.length > 0)
    return `has “${unknown.slice(0, 5).join('”, “')}”, which nobody knows: known are ${columns.join(', ')}`
  const found = named.map((cell) => aliases[cell.toLowerCase()])
  if (new Set(found).size < found.length) return 'has a column twice: keep one'
  const missing = columns.filter((column) => column !== 'level' && !found.includes(column))
  return missing.length > 0 ? `lacks “${missing.join('”, “')}”: add what is missing` : undefined
}

/** `2`, `Level 2`, `level 2:`. */
function levelOf(text: string): number | undefined {
  const match = /^(?:level\s*)?([1-9])(?:\.0+)?\s*:?$/i.exec(text)
  return match ? Number(match[1]) : undefined
}

/** What a merged cell holds stands in its first row alone: the rows below it have it too. */
class Above {
  level: number | undefined
  objective = ''
  readonly notes: string[] = []
  readonly rejects: Reject[] = []
  readonly rows: AssessmentRow[] = []
  readonly loose: LooseLine[] = []
  private filled: number[] = []

  constructor(
    private readonly sheet: string,
    private readonly places: ReadonlyMap<Column, number>,
  ) {}

  private reject(number: number, column: Column, value: string, message: string): void {
    this.rejects.push({ sheet: this.sheet, row: number, column, value: value.slice(0, 80), message })
  }

  take({ number, cells }: SheetRow): void {
    const text = (column: Column): string => clean(cells[this.places.get(column) ?? -1])
    const filled = cells.map(clean).filter((cell) => cell !== '')
    const alone = filled.length === 1 ? levelOf(filled[0]!) : undefined
    if (alone !== undefined) return this.beginLevel(alone)
    if (isHeaderAgain(filled)) return
    if (filled.length === 1 && text('target') === '' && !this.isContinued(filled[0]!, text('action_or_evidence')))
      return void this.loose.push({ number, text: filled[0]! })
    if (text('target') === '' && text('rating') === '') return this.goOn(number, text('action_or_evidence'), filled)
    this.takeRow(number, text)
  }

  private beginLevel(level: number): void {
    this.level = level
    this.objective = ''
  }

  private isContinued(only: string, action: string): boolean {
    return action === only && this.rows.length > 0
  }

  /** A cell of several paragraphs comes out of a word processor as several rows. */
  private goOn(number: number, words: string, filled: readonly string[]): void {
    const last = this.rows.pop()
    if (last && words !== '' && filled.length === 1) {
      this.rows.push({ ...last, words: [last.words, words].filter((each) => each !== '').join(' ') })
      this.notes.push(`Row ${number} only goes on with the action of row ${last.number}: it was joined to it.`)
      return
    }
    if (last) this.rows.push(last)
    this.reject(number, 'target', '', 'The target is missing: write which target this row speaks of.')
  }

  private takeRow(number: number, text: (column: Column) => string): void {
    const written = text('level')
    const level = written === '' ? this.level : levelOf(written)
    if (level === undefined) {
      const words = written === '' ? 'The level is missing: write 1, 2 or 3.' : 'It is no level: write 1, 2 or 3.'
      return this.reject(number, 'level', written, words)
    }
    if (level !== this.level) this.objective = ''
    this.level = level
    const objective = text('objective') || this.objective
    if (text('target') === '')
      return this.reject(number, 'target', '', 'The target is missing: write which target this row speaks of.')
    if (written === '' || (text('objective') === '' && objective !== '')) this.filled.push(number)
    this.objective = objective
    this.rows.push({
      sheet: this.sheet,
      number,
      level,
      objective,
      target: text('target'),
      rating: text('rating'),
      words: text('action_or_evidence'),
    })
  }

  told(): TableRead {
    const { filled } = this
    const notes =
      filled.length === 0
        ? this.notes
        : [
            `In ${filled.length} rows (${rowList(filled)}) level or objective is empty, as merged cells leave it: ` +
              `both were taken from the row above.`,
            ...this.notes,
          ]
    return { rows: this.rows, loose: this.loose, notes, rejects: this.rejects }
  }
}

const isHeaderAgain = (filled: readonly string[]): boolean => {
  const names = filled.map((cell) => aliases[cell.toLowerCase()])
  return names.includes('target') && names.includes('rating')
}

/** `3, 5–9, 12`: rows as people find them again. */
export function rowList(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else runs.push([number, number])
  }
  const words = runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
  return words.length > 6 ? `${words.slice(0, 6).join(', ')} and more` : words.join(', ')
}

/**
 * The rows of the table of an assessment, with what stands beside it. Level and objective that a merged cell left out are taken from
 * above; a line like “Level 2:” begins a level. Of a workbook the first sheet with such a table counts, other sheets are read for
 * their summary.
 */
export function readTable(name: string, sheets: readonly Sheet[]): Result<TableRead, 'empty' | 'columns'> {
  if (sheets.every(({ rows }) => rows.length === 0)) return refused('empty', `“${name}” holds no rows.`)
  const found = sheets.find(({ rows }) => headerOf(rows) !== undefined)
  const header = found && headerOf(found.rows)
  if (!found || !header)
    return refused(
      'columns',
      `“${name}” has no row that names the columns: ${columns.join(', ')}. Put it above the table.`,
    )
  const fault = headerFault(found.rows[header.at]!)
  if (fault) return refused('columns', `The header (row ${found.rows[header.at]!.number}) of “${name}” ${fault}.`)
  const above = new Above(name, header.places)
  for (const { number, cells } of found.rows.slice(0, header.at))
    above.loose.push({ number, text: cells.map(clean).filter(Boolean).join(' ') })
  for (const row of found.rows.slice(header.at + 1)) above.take(row)
  for (const other of sheets)
    if (other !== found)
      for (const { number, cells } of other.rows)
        above.loose.push({ number, text: cells.map(clean).filter(Boolean).join(' ') })
  const read = above.told()
  return read.rows.length + read.rejects.length === 0
    ? refused('empty', `“${name}” has a header and no target.`)
    : ok(read)
}
