import { type WriteStream, createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { LakeBuilder } from '#lake'
import { type Format, normalTitle } from '../formats/format.ts'
import type { CodeLists } from '../formats/code-lists.ts'
import { type RowReader, rowReader } from '../formats/row-reader.ts'
import { targetColumns } from '../formats/target-column.ts'
import type { FileToIngest } from './ingest-job.ts'
import type { FileRow } from './read-rows.step.ts'
import { type Reject, rejectList, shownValue } from './rejects.ts'
import { type StagedFile, mostRejects } from './staged-file.ts'
import { stageSql } from './stage-sql.ts'

export interface SlowSource {
  readonly file: FileToIngest
  readonly format: Format
  readonly table: string
  readonly titles: readonly string[]
  /** The rows after the header. */
  readonly rows: AsyncIterable<FileRow> | Iterable<FileRow>
  readonly canonical: string
  readonly snapshot: string
  readonly lists: CodeLists
  /** Whether the last row may be half a row, because nothing ends it. */
  readonly isOpenEnded: boolean
  onRow(done: number): void
}

/** The last row of a file has fewer cells than the header and no line end: the file was cut. */
export class CutFile extends Error {}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

/** Cells beyond the header's that hold nothing are a spreadsheet's habit; a missing cell is not. */
const hasWidth = (cells: readonly string[], width: number): boolean =>
  cells.length === width || (cells.length > width && isBlank(cells.slice(width)))

const widthReject = (row: FileRow, width: number): Reject => ({
  row: row.number,
  column: '',
  value: '',
  problem: `The row has ${row.cells.length} cells and the header ${width}`,
  whatToDo: 'Write one cell for each column. If it is a row of totals, leave it out.',
})

const quotedCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

interface Writing {
  readonly out: WriteStream
  buffer: string[]
}

async function flush(writing: Writing): Promise<void> {
  if (writing.buffer.length === 0) return
  const text = `${writing.buffer.join('\n')}\n`
  writing.buffer = []
  if (!writing.out.write(text)) await once(writing.out, 'drain')
}

/** The private columns of a format, by the titles people see. */
export function privateTitles(format: Format): (title: string) => boolean {
  const titles = new Set(format.columns.filter((column) => column.private).map(({ title }) => normalTitle(title)))
  return (title) => titles.has(normalTitle(title))
}

const asReject =
  (row: number, isPrivate: (title: string) => boolean) =>
  ({ column, value, problem, whatToDo }: Omit<Reject, 'row'>): Reject => ({
    row,
    column,
    value: shownValue(value, isPrivate(column)),
    problem: `The value ${problem}`,
    whatToDo,
  })

async function writeCanonical(source: SlowSource, reader: RowReader, staged: StagedFile): Promise<number> {
  const writing: Writing = {
    out: createWriteStream(source.canonical, { mode: 0o600 }),
    buffer: [],
  }
  const width = source.titles.length
  let written = 0
  let cut = false
  writing.buffer.push(['line_no', ...reader.names].join(','))
  for await (const row of source.rows) {
    if (isBlank(row.cells)) continue
    staged.rowsRead++
    cut = source.isOpenEnded && row.cells.length < width
    if (!hasWidth(row.cells, width)) staged.rejects.add([widthReject(row, width)])
    else {
      const { cells, problems } = reader.read(row.number, row.cells)
      if (problems.length > 0) staged.rejects.add(problems.map(asReject(row.number, staged.isPrivate)))
      else {
        writing.buffer.push(`${row.number},${cells.map(quotedCell).join(',')}`)
        written++
      }
    }
    if (writing.buffer.length >= 2_000) await flush(writing)
    if (staged.rowsRead % 5_000 === 0) source.onRow(staged.rowsRead)
  }
  await flush(writing)
  writing.out.end()
  await once(writing.out, 'close')
  if (cut) throw new CutFile()
  return written
}

const spellTypes: Readonly<Record<string, string>> = {
  spell_key: 'VARCHAR',
  episode_day: 'DATE',
  episode_order: 'VARCHAR',
}

/** Reads a file row by row, makes every cell clean, and gives the engine what is left in one plain form. */
export async function stageSlow(builder: LakeBuilder, source: SlowSource): Promise<StagedFile> {
  const { file, format, table, titles, snapshot, lists } = source
  const reader = rowReader({ format, titles, snapshot, lists })
  const columns = targetColumns(format).filter(({ name }) => reader.names.includes(name))
  const staged: StagedFile = {
    file,
    format,
    table,
    lane: 'slow',
    columns,
    rowsRead: 0,
    titleOf: titleIn(format, titles),
    isPrivate: privateTitles(format),
    rejects: rejectList(mostRejects),
    notes: [],
  }
  const written = await writeCanonical(source, reader, staged)
  const inOrder = columns.toSorted((a, b) => reader.names.indexOf(a.name) - reader.names.indexOf(b.name))
  const last = reader.names.filter((name) => spellTypes[name]).map((name) => ({ name, type: spellTypes[name]! }))
  await builder.run(
    stageSql({
      table,
      path: source.canonical,
      columns: inOrder,
      more: [['line_no', 'INTEGER']],
      last,
      lane: 'slow',
      quotes: true,
    }),
  )
  await expectAll(builder, table, written)
  return staged
}

function titleIn(format: Format, titles: readonly string[]): (name: string) => string {
  const present = new Set(titles.map(normalTitle))
  return (name) => {
    const recipe = format.lines[name]
    const sources = recipe?.from ?? recipe?.month_of ?? []
    return sources.find((title) => present.has(normalTitle(title))) ?? sources[0] ?? name
  }
}

/** What we wrote ourselves must come back whole; anything else is a bug of ours, not of the file. */
async function expectAll(builder: LakeBuilder, table: string, written: number): Promise<void> {
  const [staged] = await builder.read<{ rows: number; rejected: number }>(
    `SELECT (SELECT count(*) FROM ${table}) AS rows, (SELECT count(*) FROM reject_errors) AS rejected`,
  )
  const [fault] =
    staged!.rejected > 0
      ? await builder.read<{ column_name: string; error_type: string }>('SELECT * FROM reject_errors LIMIT 1')
      : []
  if (staged!.rows !== written)
    throw new Error(`${written} clean rows became ${staged!.rows} (${fault?.column_name} ${fault?.error_type})`)
  await builder.run('DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans')
}
