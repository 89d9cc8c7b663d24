import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { type Result, ok, refused } from '#shared'
import {
  type ZipEntry,
  bigDirectoryPlace,
  directoryPlace,
  endBytes,
  entriesOf,
  findEnd,
  gzipHead,
  gzipTail,
} from './zip-directory.ts'

const damaged = refused(
  'unreadable',
  'The .zip is damaged or was cut short on its way. Fetch it again, or unpack it and send the CSV.',
)
const isWorkbook = refused(
  'unreadable',
  'The file is a workbook. Save it as “CSV UTF-8”, or send the month as it was published.',
)

/** A directory of more than a megabyte is of thousands of files. */
const mostDirectory = 1024 ** 2

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

/** The files of the archive; nothing where it has no end, or its end leads nowhere. */
async function listEntries(file: FileHandle): Promise<ZipEntry[] | undefined> {
  const { size } = await file.stat()
  const length = Math.min(size, endBytes)
  const tail = await bytesAt(file, size - length, length)
  const end = findEnd(tail)
  if (end === undefined) return undefined
  const found = directoryPlace(tail, end)
  const place = 'place' in found ? found.place : bigDirectoryPlace(await bytesAt(file, found.bigEnd, 56))
  if (place === undefined || place.bytes > mostDirectory || place.at + place.bytes > size) return undefined
  return entriesOf(await bytesAt(file, place.at, place.bytes))
}

/** Folders, and what a desktop puts beside the files, are no files that anybody sent. */
const isSent = ({ name }: ZipEntry): boolean => !/(^|\/)(__MACOSX\/|\.[^/]*$)|\/$/.test(name)

const named = (entries: readonly ZipEntry[]): string =>
  entries
    .slice(0, 3)
    .map(({ name }) => `“${name.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(-60)}”`)
    .join(', ') + (entries.length > 3 ? ', …' : '')

/** The one file that is to be read. */
function chooseEntry(all: readonly ZipEntry[]): Result<ZipEntry, 'unreadable'> {
  if (all.some(({ name }) => name === '[Content_Types].xml')) return isWorkbook
  const sent = all.filter(isSent)
  const [entry] = sent
  if (entry === undefined) return refused('unreadable', 'The .zip holds no file. Send the month as it was published.')
  if (sent.length > 1)
    return refused(
      'unreadable',
      `The .zip holds ${sent.length} files (${named(sent)}), and a month is one. Unpack it and send the months by themselves.`,
    )
  if (entry.isEncrypted)
    return refused(
      'unreadable',
      `The file ${named([entry])} in the .zip is locked with a password. Unpack it and send the CSV.`,
    )
  if (entry.method !== 8 && entry.method !== 0)
    return refused(
      'unreadable',
      `The file ${named([entry])} in the .zip is packed in a way that is not read here. Unpack it and send the CSV.`,
    )
  return ok(entry)
}

/** Where the packed bytes of a file begin: behind its own header, whose length the directory does not tell. */
async function startOf(file: FileHandle, { at }: ZipEntry): Promise<number | undefined> {
  const head = await bytesAt(file, at, 30)
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) return undefined
  return at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Uint8Array)
  return hash.digest('hex')
}

function packedBytes(path: string, entry: ZipEntry, start: number): Readable {
  if (entry.packedBytes === 0) return Readable.from([])
  return createReadStream(path, { start, end: start + entry.packedBytes - 1, highWaterMark: 1 << 20 })
}

/** Bytes stored as they are have nobody else to hold them to their checksum. */
async function* stored(path: string, entry: ZipEntry, start: number): AsyncGenerator<Uint8Array> {
  let sum = 0
  for await (const piece of packedBytes(path, entry, start)) {
    sum = crc32(piece as Uint8Array, sum)
    yield piece as Uint8Array
  }
  if (sum !== entry.crc) throw new RangeError('the checksum is another')
}

async function* deflated(path: string, entry: ZipEntry, start: number): AsyncGenerator<Uint8Array> {
  yield gzipHead
  yield* packedBytes(path, entry, start)
  yield gzipTail(entry)
}

async function chosen(path: string): Promise<Result<{ entry: ZipEntry; start: number }, 'unreadable'>> {
  const file = await open(path, 'r')
  try {
    const entries = await listEntries(file)
    if (entries === undefined) return damaged
    const entry = chooseEntry(entries)
    if (!entry.ok) return entry
    const start = await startOf(file, entry.value)
    return start === undefined ? damaged : ok({ entry: entry.value, start })
  } finally {
    await file.close()
  }
}

async function takeOut(path: string, to: string): Promise<Result<void, 'unreadable'>> {
  const found = await chosen(path)
  if (!found.ok) return found
  const { entry, start } = found.value
  const bytes = entry.method === 0 ? stored(path, entry, start) : deflated(path, entry, start)
  await pipeline(Readable.from(bytes), createWriteStream(to, { mode: 0o600 }))
  return ok(undefined)
}

/**
 * The one file that a .zip holds, put into `staging` as it is packed: with other bytes before and behind them the same bytes are a .gz,
 * which whoever reads it holds to its checksum and its length. A workbook, an archive of several files or of none, and one that is
 * locked or cut short are refused with what to do.
 */
export async function takeFromArchive(
  path: string,
  staging: string,
): Promise<Result<{ readonly path: string; readonly sha256: string }, 'unreadable'>> {
  const to = join(staging, 'from-archive')
  try {
    const taken = await takeOut(path, to)
    return taken.ok ? ok({ path: to, sha256: await sha256Of(path) }) : taken
  } catch (fault) {
    if (fault instanceof RangeError) return damaged
    throw fault
  }
}
