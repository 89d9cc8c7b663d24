import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { Job } from '#platform'
import { type Result, ok, refused } from '#shared'
import { takeFromArchive } from './take-from-archive.step.ts'

export interface FileLook {
  /** The file itself, or what was taken out of the archive that was sent. */
  readonly readFrom: string
  readonly sha256: string
  readonly bytes: number
  readonly isPacked: boolean
  readonly titles: readonly string[]
  /** When it was last changed: it must be the same file still when it has been read. */
  readonly changedAt: number
}

export type LookRefusal = 'no-file' | 'empty' | 'unreadable' | 'too-big'

/** A month of England is about four gigabytes; several times that is no month. */
const mostBytes = 40 * 1024 ** 3
const headBytes = 65_536
/** No row of prescribing is nearly as long. */
const longestLine = 4 * 1024 ** 2

/** Keeps the beginning of what flows through and counts it. */
class Head extends Writable {
  readonly #pieces: Buffer[] = []
  #kept = 0
  #rest: Buffer = Buffer.alloc(0)
  bytes = 0
  /** The first stretch of whole lines that are not UTF-8 begins after so many bytes. */
  strangeFrom: number | undefined

  override _write(piece: Buffer, _: BufferEncoding, done: (fault?: Error | null) => void): void {
    this.#look(piece)
    this.bytes += piece.length
    if (this.#kept < headBytes) {
      this.#pieces.push(Buffer.from(piece.subarray(0, headBytes - this.#kept)))
      this.#kept += piece.length
    }
    done(this.bytes > mostBytes ? new RangeError('too big') : null)
  }

  /** Lines are looked at whole, so that no character is cut in two. */
  #look(piece: Buffer): void {
    if (this.strangeFrom !== undefined) return
    const end = piece.lastIndexOf(0x0a) + 1
    const lines = Buffer.concat([this.#rest, piece.subarray(0, end)])
    if (!isUtf8(lines)) this.strangeFrom = this.bytes - this.#rest.length
    this.#rest = end === 0 ? Buffer.concat([this.#rest, piece]) : Buffer.from(piece.subarray(end))
    if (this.#rest.length > longestLine) this.strangeFrom ??= this.bytes
  }

  override _final(done: (fault?: Error | null) => void): void {
    if (this.strangeFrom === undefined && !isUtf8(this.#rest)) this.strangeFrom = this.bytes - this.#rest.length
    done()
  }

  get text(): Buffer {
    return Buffer.concat(this.#pieces)
  }
}

function passing(see: (piece: Buffer) => void): Transform {
  return new Transform({
    transform(piece: Buffer, _, done) {
      see(piece)
      done(null, piece)
    },
  })
}

async function firstBytes(path: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of createReadStream(path, { end: 7 })) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** What a file is by its first bytes: its name may say anything. */
function kindOf(first: Buffer): 'gzip' | 'archive' | 'text' {
  if (first.length >= 2 && first.readUInt16BE(0) === 0x1f8b) return 'gzip'
  return first.length >= 4 && [0x504b0304, 0x504b0506].includes(first.readUInt32BE(0)) ? 'archive' : 'text'
}

function titlesOf(head: Buffer): Result<readonly string[], 'empty' | 'unreadable'> {
  if (head.length === 0) return refused('empty', 'The file is empty. Send it again, with its header and its rows.')
  if (head.includes(0))
    return refused(
      'unreadable',
      'The file is not plain text in UTF-8. Save it as “CSV UTF-8”, or fetch it again as published.',
    )
  const end = head.indexOf(0x0a)
  try {
    const [titles] = parse(head.subarray(0, end < 0 ? head.length : end), {
      bom: true,
      relax_quotes: true,
    }) as string[][]
    return ok(titles ?? [])
  } catch {
    return refused('unreadable', 'The first row of the file cannot be read. Send the file as it was published.')
  }
}

const cutShort = refused('unreadable', 'The packed file is damaged or was cut short on its way. Fetch it again.')
const isPackFault = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && /^(Z_|ERR_)/.test(String((fault as { code: unknown }).code))

const notUtf8 = (row: number) =>
  refused(
    'unreadable',
    `Row ${row.toLocaleString('en-GB')} of the file is not text in UTF-8. Save the file as “CSV UTF-8”, or fetch it again as published.`,
  )

/** Which row is the first that is not UTF-8; the file is gone through once more for it. */
async function strangeRow(path: string, isPacked: boolean): Promise<number> {
  const source = createReadStream(path)
  const text = isPacked ? source.pipe(createGunzip()) : source
  let [rest, row]: [Buffer, number] = [Buffer.alloc(0), 0]
  for await (const piece of text) {
    const bytes = Buffer.concat([rest, piece as Buffer])
    let start = 0
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
      row += 1
      if (!isUtf8(bytes.subarray(start, end))) return row
      start = end + 1
    }
    rest = bytes.subarray(start)
    if (rest.length > longestLine) break
  }
  return row + 1
}

/** What there is to look at: the file that was sent, or the one file in the archive that was. */
interface Looked {
  readonly path: string
  readonly bytes: number
  readonly sha256?: string
}

/** Goes once through the text: its hash where that is not known yet, its header, and whether it can be unpacked to its end. */
async function goThrough(
  { path, bytes, sha256 }: Looked,
  report: Job['report'],
): Promise<Result<Pick<FileLook, 'readFrom' | 'isPacked' | 'sha256' | 'titles'>, LookRefusal>> {
  const isPacked = kindOf(await firstBytes(path)) === 'gzip'
  const hash = createHash('sha256')
  const head = new Head()
  let done = 0
  const hashing = passing((piece) => {
    hash.update(piece)
    report({ stage: 'Looking at the file', bytesDone: (done += piece.length), bytesTotal: bytes })
  })
  const source = createReadStream(path, { highWaterMark: 1 << 20 })
  try {
    await (isPacked ? pipeline(source, hashing, createGunzip(), head) : pipeline(source, hashing, head))
  } catch (fault) {
    if (fault instanceof RangeError)
      return refused('too-big', 'The file holds more than any month of prescribing does.')
    if (isPackFault(fault)) return cutShort
    throw fault
  }
  const titles = titlesOf(head.text)
  if (!titles.ok) return titles
  if (head.strangeFrom !== undefined) return notUtf8(await strangeRow(path, isPacked))
  return ok({ readFrom: path, isPacked, sha256: sha256 ?? hash.digest('hex'), titles: titles.value })
}

/**
 * Looks at a file before the engine reads it: its hash, its header, and, where it is packed, whether it can be unpacked to its end (the
 * engine takes a pack that was cut short for one that ends there). Nothing is unpacked onto the disk: what a .zip holds is put into
 * `staging` as it is packed, as a .gz.
 */
export async function lookAtFile(
  path: string,
  report: Job['report'],
  staging: string,
): Promise<Result<FileLook, LookRefusal>> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return refused('no-file', 'There is no such file. Check its path.')
  const isArchive = kindOf(await firstBytes(path)) === 'archive'
  const taken = isArchive ? await takeFromArchive(path, staging) : ok({ path })
  if (!taken.ok) return taken
  const look = await goThrough({ bytes: found.size, ...taken.value }, report)
  return look.ok ? ok({ ...look.value, bytes: found.size, changedAt: found.mtimeMs }) : look
}

/** Whether nobody wrote to the file since it was looked at. */
export async function isUnchanged(path: string, { bytes, changedAt }: FileLook): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.size === bytes && found.mtimeMs === changedAt
}
