import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import { type Result, coverNumbers, ok, refused } from '#shared'
import { looksPrivate } from '../mapping/guess-mapping.ts'
import { readWorkbookRows } from './read-rows.step.ts'
import { contentOf } from './unpack.step.ts'

export interface PreviewJob {
  readonly path: string
  readonly name: string
  readonly maxWorkbookBytes: number
}

/** The header of a file and its first rows, with nothing that shows who somebody is. */
export interface Preview {
  readonly titles: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export type PreviewRefusal = 'empty' | 'unreadable'

const headBytes = 262_144
const shownRows = 5

async function headOf(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of stream as AsyncIterable<Buffer>) {
    pieces.push(piece)
    bytes += piece.length
    if (bytes >= headBytes) break
  }
  return Buffer.concat(pieces).subarray(0, headBytes)
}

async function textRows(bytes: Buffer): Promise<string[][]> {
  const { decodeText } = await import('#platform')
  const decoded = decodeText(bytes.length < headBytes ? bytes : bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1))
  if (!decoded.ok) return []
  return parse(decoded.value.text, {
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    to: shownRows + 1,
  })
}

async function firstRows({
  path,
  name,
  maxWorkbookBytes,
}: PreviewJob): Promise<Result<readonly (readonly string[])[], PreviewRefusal>> {
  const content = await contentOf(path)
  if (content === 'workbook') {
    const rows = await readWorkbookRows(path, name, maxWorkbookBytes)
    return rows.ok ? ok(rows.value.slice(0, shownRows + 1).map(({ cells }) => cells)) : rows
  }
  try {
    return ok(
      await textRows(
        await headOf(content === 'gzip' ? createReadStream(path).pipe(createGunzip()) : createReadStream(path)),
      ),
    )
  } catch {
    return refused(
      'unreadable',
      'The first rows cannot be read as comma separated values. Save the file as CSV, UTF-8, and send it again.',
    )
  }
}

const shown = (title: string, cell: string): string =>
  cell === '' ? '' : looksPrivate(title) ? '(not shown)' : coverNumbers(cell).slice(0, 40)

export async function previewFile(job: PreviewJob): Promise<Result<Preview, PreviewRefusal>> {
  const rows = await firstRows(job)
  if (!rows.ok) return rows
  const [header, ...rest] = rows.value.filter((cells) => cells.some((cell) => cell.trim() !== ''))
  if (!header)
    return refused(
      'empty',
      'The file has no header to show. Send a CSV or a workbook whose first row names its columns.',
    )
  const titles = header.map((title) =>
    title
      .replace(/^\ufeff/, '')
      .replace(/\s+/gu, ' ')
      .trim(),
  )
  return ok({
    titles,
    rows: rest.map((cells) => titles.map((title, at) => shown(title, cells[at] ?? ''))),
  })
}
