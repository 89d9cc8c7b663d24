import type { Buffer } from 'node:buffer'
import { inflateRawSync } from 'node:zlib'
import { type Result, ok, refused } from '#shared'

interface Entry {
  readonly offset: number
  readonly packed: number
  readonly method: number
}

const directoryEnd = 0x06054b50
const directoryEntry = 0x02014b50
const localEntry = 0x04034b50
/** A size or place that does not fit 32 bits: such workbooks are far over any ceiling. */
const beyond32 = 0xffffffff

function findDirectory(zip: Buffer): { at: number; count: number } | undefined {
  for (let at = zip.length - 22; at >= 0 && at >= zip.length - 65_557; at--)
    if (zip.readUInt32LE(at) === directoryEnd)
      return { at: zip.readUInt32LE(at + 16), count: zip.readUInt16LE(at + 10) }
  return undefined
}

function entriesOf(zip: Buffer, directory: { at: number; count: number }): Entry[] | undefined {
  const entries: Entry[] = []
  let at = directory.at
  for (let index = 0; index < directory.count; index++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== directoryEntry) return undefined
    entries.push({
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      offset: zip.readUInt32LE(at + 42),
    })
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries.toSorted((a, b) => a.offset - b.offset)
}

/** Where an entry's bytes begin and end, or nothing when the local header is not where the directory says. */
function spanOf(zip: Buffer, { offset, packed }: Entry): { from: number; to: number } | undefined {
  if (packed === beyond32 || offset + 30 > zip.length || zip.readUInt32LE(offset) !== localEntry) return undefined
  const from = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
  return from + packed <= zip.length ? { from, to: from + packed } : undefined
}

/**
 * Inflates, so that a header that lies about its size is found out; stops at the ceiling. Throws when it is
 * passed.
 */
const inflatedSize = (bytes: Buffer, method: number, ceiling: number): number =>
  method === 0 ? bytes.length : inflateRawSync(bytes, { maxOutputLength: Math.max(1, ceiling) }).length

/**
 * The true size of a zip once unpacked, refused beyond the ceiling. Entries must follow one another without
 * gaps (but for the 24 bytes of a trailing descriptor), so that no reader can meet an entry that was not
 * measured here.
 */
export function unpackedSize(zip: Buffer, ceiling: number): Result<number, 'not-zip' | 'too-big'> {
  const directory = findDirectory(zip)
  const entries = directory && entriesOf(zip, directory)
  if (!entries || entries.length === 0) return refused('not-zip', 'The workbook is damaged: open it and save it again.')
  let size = 0
  let reached = 0
  for (const entry of entries) {
    const span = spanOf(zip, entry)
    if (!span || entry.offset < reached || entry.offset > reached + 24)
      return refused('not-zip', 'The workbook is not put together as workbooks are: open it and save it again.')
    reached = span.to
    try {
      size += inflatedSize(zip.subarray(span.from, span.to), entry.method, ceiling - size)
    } catch (thrown) {
      const tooBig = (thrown as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      return tooBig ? tooBigFor(ceiling) : refused('not-zip', 'The workbook is damaged: open it and save it again.')
    }
    if (size > ceiling) return tooBigFor(ceiling)
  }
  return ok(size)
}

const tooBigFor = (ceiling: number) =>
  refused(
    'too-big',
    `The workbook holds more than ${Math.round(ceiling / 1_048_576)} MB unpacked: send its sheets as CSV.`,
  )
