import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { type Result, ok, refused } from '#shared'
import type { Format } from '../formats/format.ts'
import { checkHeader, guessFormat } from '../formats/guess-format.ts'
import type { FileToIngest, IngestJob } from './ingest-job.ts'
import { type TextLook, lookAtText } from './look-at-text.step.ts'
import { type FileRow, UnreadableFile, readTextRows, readWorkbookRows } from './read-rows.step.ts'
import { contentOf, unpackGzip } from './unpack.step.ts'

/** A file whose kind and header are known, ready to be read. */
export interface OpenFile {
  readonly file: FileToIngest
  readonly path: string
  readonly format: Format
  readonly titles: readonly string[]
  /** For a text: what its bytes show. A workbook has its rows in hand. */
  readonly look?: TextLook
  readonly rows?: readonly FileRow[]
}

export type OpenRefusal = 'empty' | 'unreadable' | 'too-big' | 'unknown-format' | 'unknown-columns' | 'missing-columns'

const emptyFile = refused('empty', 'The file is empty. Send it again, with its header and its lines.')

async function plainHeader(path: string): Promise<readonly string[] | undefined> {
  const handle = await open(path, 'r')
  try {
    const head = Buffer.alloc(65_536)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    const end = head.subarray(0, bytesRead).indexOf(0x0a)
    if (end < 0) return undefined
    return (parse(head.subarray(0, end), { bom: true }) as string[][])[0]
  } catch {
    return undefined
  } finally {
    await handle.close()
  }
}

async function firstRow(path: string, look: TextLook): Promise<readonly string[] | undefined> {
  if (look.isRegular) {
    const titles = await plainHeader(path)
    if (titles) return titles
  }
  for await (const { cells } of readTextRows({
    path,
    encoding: look.encoding,
    onBytes: () => undefined,
  })) {
    if (cells.some((cell) => cell.trim() !== '')) return cells
  }
  return undefined
}

/** Empty titles at the right are columns a spreadsheet made without anybody's doing. */
function trimmed(titles: readonly string[]): string[] {
  const clean = titles.map((title) => title.replace(/\s+/gu, ' ').trim())
  const last = clean.findLastIndex((title) => title !== '')
  return clean.slice(0, last + 1)
}

function formatOf(job: IngestJob, titles: readonly string[]): Result<Format, OpenRefusal> {
  const named = job.formats.find(({ name }) => name === job.format)
  const found = named ? ok(named) : guessFormat(job.formats, titles)
  if (!found.ok) return found
  const header = checkHeader(found.value, titles)
  return header.ok ? found : header
}

async function openWorkbook(job: IngestJob, file: FileToIngest, path: string): Promise<Result<OpenFile, OpenRefusal>> {
  const rows = await readWorkbookRows(path, file.name, job.maxWorkbookBytes)
  if (!rows.ok) return rows
  const [header, ...rest] = rows.value
  if (!header) return emptyFile
  const titles = trimmed(header.cells)
  const format = formatOf(job, titles)
  // A workbook leaves empty cells at the end of a row out.
  const full = rest.map((row) => ({
    ...row,
    cells: [...row.cells, ...Array<string>(Math.max(0, titles.length - row.cells.length)).fill('')],
  }))
  return format.ok ? ok({ file, path, format: format.value, titles, rows: full }) : format
}

async function openText(job: IngestJob, file: FileToIngest, path: string): Promise<Result<OpenFile, OpenRefusal>> {
  const look = await lookAtText(path)
  if (look.bytes === 0) return emptyFile
  if (look.hasZeros) {
    return refused(
      'unreadable',
      'The file holds bytes of zero, which no text has: it was damaged on its way, or is not a text. ' +
        'Save it as CSV, UTF-8, and send it again.',
    )
  }
  const header = await firstRow(path, look)
  if (!header) return emptyFile
  const titles = trimmed(header)
  const format = formatOf(job, titles)
  return format.ok ? ok({ file, path, format: format.value, titles, look }) : format
}

/** A header that cannot be told apart refuses the file as any row would. */
async function openReadable(job: IngestJob, file: FileToIngest, path: string): Promise<Result<OpenFile, OpenRefusal>> {
  try {
    return await openText(job, file, path)
  } catch (fault) {
    if (fault instanceof UnreadableFile) return refused('unreadable', fault.message)
    throw fault
  }
}

/** Finds out what a file is: unpacks it, looks at its bytes, reads its header, and holds the header to a layout. */
export async function openFile(job: IngestJob, file: FileToIngest): Promise<Result<OpenFile, OpenRefusal>> {
  const path = join(job.staging, file.spool)
  const content = await contentOf(path)
  if (content === 'empty') return emptyFile
  if (content === 'workbook') return openWorkbook(job, file, path)
  if (content === 'old-workbook')
    return refused('unreadable', 'The file is an old Excel workbook (.xls). Save it as .xlsx or CSV and send that.')
  if (content === 'text') return openReadable(job, file, path)
  const unpacked = await unpackGzip(path, job.maxUnpackedBytes)
  if (!unpacked.ok) return unpacked
  const inside = await contentOf(unpacked.value)
  if (inside === 'empty') return emptyFile
  return inside === 'text'
    ? openReadable(job, file, unpacked.value)
    : refused('unreadable', 'The packed file holds no text. Pack one CSV file and send that.')
}
