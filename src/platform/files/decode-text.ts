import { Buffer } from 'node:buffer'
import { type Result, ok, refused } from '#shared'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface DecodedText {
  /** Without its byte order mark. */
  readonly text: string
  readonly encoding: Encoding
}

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const findMark = (bytes: Uint8Array): Encoding | undefined =>
  marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0]

/** UTF-16 written without a mark shows as a zero byte in every second place of plain Latin text. */
function findUnmarked16(bytes: Uint8Array): Encoding | undefined {
  const looked = Math.min(bytes.length, 512) & ~1
  if (looked < 4) return undefined
  const zeros = [0, 0]
  for (let at = 0; at < looked; at++) if (bytes[at] === 0) zeros[at % 2]!++
  const most = looked * 0.4
  if (zeros[1]! > most && zeros[0] === 0) return 'utf-16le'
  return zeros[0]! > most && zeros[1] === 0 ? 'utf-16be' : undefined
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/**
 * What Windows-1252 means by the bytes 80 to 9F; elsewhere it is Latin-1. The five it leaves free stay as
 * they are.
 */
const windowsMarks = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * Written out because the decoder of Node 20 reads Windows-1252 as Latin-1, which turns dashes and quotes
 * into nothing.
 */
export const decodeWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (mark) => windowsMarks[mark.charCodeAt(0) - 0x80]!)

/**
 * How a file's bytes say to be read: by their mark, by the zeros of UTF-16, as UTF-8 when they are valid
 * UTF-8, and otherwise as Windows-1252, which is what spreadsheets in England save as plain "CSV". Given only
 * the start of a file, cut it between characters: a half UTF-8 character reads as Windows-1252.
 */
export const detectEncoding = (bytes: Uint8Array): Encoding =>
  findMark(bytes) ?? findUnmarked16(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')

/**
 * The text of a whole small file. Bytes that are not text (a picture, a zip) are refused rather than shown as
 * noise.
 */
export function decodeText(bytes: Buffer | Uint8Array): Result<DecodedText, 'not-text'> {
  const encoding = detectEncoding(bytes)
  const text = encoding === 'windows-1252' ? decodeWindows1252(bytes) : new TextDecoder(encoding).decode(bytes)
  if (text.includes('\u0000'))
    return refused('not-text', 'The file holds bytes that are not text: save it as CSV, UTF-8, and send that.')
  return ok({ text, encoding })
}
