import { Buffer, isAscii } from 'node:buffer'
import { type FileHandle, open } from 'node:fs/promises'
import type { Encoding } from '#platform'
import { quoteScan } from './quote-scan.ts'

/** What the bytes of a text show before anything is read from it. */
export interface TextLook {
  readonly bytes: number
  readonly encoding: Encoding
  readonly hasMark: boolean
  /** Bytes of zero in a text that is not UTF-16: it was damaged, or is no text. */
  readonly hasZeros: boolean
  readonly endsWithLineEnd: boolean
  readonly hasQuotes: boolean
  /** Every line ends alike, cells have no blanks around them and no byte is beyond ASCII: what the engine reads as people do. */
  readonly isRegular: boolean
}

const pieceBytes = 8 << 20
const lineFeed = 0x0a
const carriageReturn = 0x0d
const blank = 0x20

/** Blanks at an edge of a cell, or tabs, or a line with nothing in it. */
const oddBlanks = [' ,', ', ', ' \n', '\n ', ' \r', '" ', ' "']

const hasOddBlanks = (piece: Buffer): boolean =>
  piece.includes(0x09) ||
  piece.includes('\n\n') ||
  piece.includes('\n\r') ||
  (piece.includes(blank) && oddBlanks.some((blanks) => piece.includes(blanks)))

/**
 * Characters that no cell may hold: below the blank, but for line ends, and delete. Four bytes are looked at together,
 * and one by one only where a line ends: by itself that is six times as quick.
 */
function hasControls(piece: Buffer): boolean {
  const odd = (from: number, to: number): boolean => {
    for (let at = from; at < to; at++) {
      const byte = piece[at]!
      if (byte === 0x7f || (byte < blank && byte !== lineFeed && byte !== carriageReturn)) return true
    }
    return false
  }
  const start = Math.min(piece.length, (4 - (piece.byteOffset % 4)) % 4)
  const words = new Uint32Array(piece.buffer, piece.byteOffset + start, (piece.length - start) >> 2)
  if (odd(0, start) || odd(start + words.length * 4, piece.length)) return true
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    const delete7 = word ^ 0x7f7f7f7f
    const low = (((word - 0x20202020) & ~word) | ((delete7 - 0x01010101) & ~delete7)) & 0x80808080
    if (low !== 0 && odd(start + at * 4, start + at * 4 + 4)) return true
  }
  return false
}

/** Line feeds alone, or every carriage return before a line feed and every line feed after one. */
function hasEvenLineEnds(piece: Buffer, expectsReturns: boolean): boolean {
  if (!expectsReturns) return !piece.includes(carriageReturn)
  for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, at + 1)) {
    if (at > 0 && piece[at - 1] !== carriageReturn) return false
  }
  for (let at = piece.indexOf(carriageReturn); at >= 0; at = piece.indexOf(carriageReturn, at + 1)) {
    if (at + 1 < piece.length && piece[at + 1] !== lineFeed) return false
  }
  return true
}

/** Pieces of a file, each with the last byte of the one before it, so that pairs are seen across the cut. */
async function* piecesOf(handle: FileHandle, bytes: number): AsyncGenerator<{ piece: Buffer; fresh: Buffer }> {
  const space = Buffer.alloc(Math.min(pieceBytes, bytes + 1) + 1)
  let carried = 0
  for (;;) {
    const { bytesRead } = await handle.read(space, carried, space.length - 1)
    if (bytesRead === 0) return
    yield {
      piece: space.subarray(0, carried + bytesRead),
      fresh: space.subarray(carried, carried + bytesRead),
    }
    space[0] = space[carried + bytesRead - 1]!
    carried = 1
  }
}

const wide = (encoding: Encoding): boolean => encoding === 'utf-16le' || encoding === 'utf-16be'

async function encodingOf(handle: FileHandle, bytes: number): Promise<{ encoding: Encoding; head: Buffer }> {
  const head = Buffer.alloc(Math.min(bytes, 4096))
  await handle.read(head, 0, head.length, 0)
  // UTF-16 without a mark is ASCII too, byte by byte, but for its zeros.
  if (isAscii(head) && !head.includes(0)) return { encoding: 'utf-8', head }
  const cut = head.length < bytes ? head.subarray(0, head.lastIndexOf(lineFeed) + 1 || head.length) : head
  // Loaded when it is needed: it lies behind a door with much else, and most files are plain.
  const { detectEncoding } = await import('#platform')
  return { encoding: detectEncoding(cut), head }
}

function endsLine(tail: Buffer, encoding: Encoding): boolean {
  const text =
    encoding === 'utf-16be'
      ? Buffer.from(tail).swap16().toString('utf16le')
      : tail.toString(encoding === 'utf-16le' ? 'utf16le' : 'latin1')
  return /[\r\n]$/.test(text)
}

interface Scanned {
  isRegular: boolean
  isUtf8: boolean
  hasZeros: boolean
  hasQuotes: boolean
}

async function scan(handle: FileHandle, head: Buffer, bytes: number): Promise<Scanned> {
  const firstFeed = head.indexOf(lineFeed)
  const expectsReturns = firstFeed > 0 && head[firstFeed - 1] === carriageReturn
  const seen: Scanned = {
    isRegular: firstFeed > 0,
    isUtf8: true,
    hasZeros: false,
    hasQuotes: false,
  }
  const quotes = quoteScan()
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let beyondAscii = false
  for await (const { piece, fresh } of piecesOf(handle, bytes)) {
    const ascii = isAscii(fresh)
    if ((!ascii || beyondAscii) && seen.isUtf8) seen.isUtf8 = decodes(utf8, fresh)
    beyondAscii ||= !ascii
    seen.hasZeros ||= fresh.includes(0)
    if (!seen.hasQuotes && fresh.includes(0x22)) seen.hasQuotes = true
    if (seen.hasQuotes && seen.isRegular) quotes.feed(fresh)
    seen.isRegular &&= ascii && hasEvenLineEnds(piece, expectsReturns) && !hasOddBlanks(piece) && !hasControls(fresh)
  }
  seen.isRegular &&= quotes.isRegular && !quotes.isOpen && !quotes.hasLineEndInside && !seen.hasZeros
  return seen
}

function decodes(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): boolean {
  try {
    decoder.decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Looks at every byte once, mostly with the machine's own search: 400 MB take about a third of a second. */
export async function lookAtText(path: string): Promise<TextLook> {
  const handle = await open(path, 'r')
  try {
    const { size: bytes } = await handle.stat()
    const { encoding, head } = await encodingOf(handle, bytes)
    const seen = await scan(handle, head, bytes)
    const tail = Buffer.alloc(Math.min(4, bytes))
    await handle.read(tail, 0, tail.length, bytes - tail.length)
    const isWide = wide(encoding)
    return {
      bytes,
      encoding: encoding === 'utf-8' && !seen.isUtf8 ? 'windows-1252' : encoding,
      hasMark: /^(efbbbf|fffe|feff)/.test(head.toString('hex', 0, 3)),
      hasZeros: seen.hasZeros && !isWide,
      endsWithLineEnd: endsLine(isWide ? tail.subarray(-2) : tail.subarray(-1), encoding),
      hasQuotes: seen.hasQuotes,
      isRegular: seen.isRegular && !isWide,
    }
  } finally {
    await handle.close()
  }
}
