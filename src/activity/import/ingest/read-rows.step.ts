import { createReadStream } from 'node:fs'
import { Transform, type TransformCallback, pipeline } from 'node:stream'
import type { Encoding } from '#platform'
import { type Result, ok, refused } from '#shared'
import { type CsvError, parse } from 'csv-parse'

/** One row of a received file; numbers count as a spreadsheet does, the first row is 1. */
export interface FileRow {
  readonly number: number
  readonly cells: readonly string[]
}

/** What cannot be read row by row: it is told to a person as a refusal of the whole file. */
export class UnreadableFile extends Error {}

const faults: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quotation mark is opened and never closed, so the rest of the file cannot be told apart',
  INVALID_OPENING_QUOTE: 'A quotation mark stands in the middle of a cell',
  CSV_INVALID_CLOSING_QUOTE: 'Something stands between a closing quotation mark and the next comma',
  CSV_MAX_RECORD_SIZE: 'A row is longer than a million characters, so a quotation mark is probably missing',
}

function unreadable(fault: CsvError & { lines?: number }): UnreadableFile {
  const what = faults[fault.code] ?? 'A row cannot be read as comma separated values'
  return new UnreadableFile(
    `${what} (near line ${fault.lines ?? '?'} of the text). ` +
      'Put cells with commas in "double quotes", write a quotation mark inside a cell twice, and send the file again.',
  )
}

type Decode = (bytes: Buffer, isLast: boolean) => string

async function decoder(encoding: Encoding): Promise<Decode> {
  if (encoding === 'windows-1252') {
    const { decodeWindows1252 } = await import('#platform')
    return (bytes) => decodeWindows1252(bytes)
  }
  const known = new TextDecoder(encoding)
  return (bytes, isLast) => known.decode(bytes, { stream: !isLast })
}

function decodeStream(decode: Decode, onBytes: (count: number) => void): Transform {
  return new Transform({
    transform(piece: Buffer, _: BufferEncoding, done: TransformCallback) {
      onBytes(piece.length)
      done(null, decode(piece, false))
    },
    flush(done: TransformCallback) {
      done(null, decode(Buffer.alloc(0), true))
    },
  })
}

export interface TextToRead {
  readonly path: string
  readonly encoding: Encoding
  onBytes(count: number): void
}

/** The rows of a text, blank ones too: they have numbers. */
export async function* readTextRows({ path, encoding, onBytes }: TextToRead): AsyncGenerator<FileRow> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: 1_000_000,
  })
  pipeline(
    createReadStream(path, { highWaterMark: 1 << 20 }),
    decodeStream(await decoder(encoding), onBytes),
    parser,
    () => undefined,
  )
  let number = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { number: ++number, cells }
  } catch (fault) {
    throw fault instanceof Error && 'code' in fault ? unreadable(fault as CsvError) : fault
  }
}

/** The rows of the first sheet of a workbook that holds any. */
export async function readWorkbookRows(
  path: string,
  name: string,
  maxUnpackedBytes: number,
): Promise<Result<readonly FileRow[], 'unreadable'>> {
  const { readSheets } = await import('#platform')
  const read = await readSheets({ path, name, maxBytes: maxUnpackedBytes, maxUnpackedBytes })
  if (!read.ok) return refused('unreadable', read.message)
  const sheet = read.value.sheets.find(({ rows }) => rows.length > 1) ?? read.value.sheets[0]
  return ok(sheet?.rows ?? [])
}
