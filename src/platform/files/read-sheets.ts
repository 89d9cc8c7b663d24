import type { Buffer } from 'node:buffer'
import { readFile, stat } from 'node:fs/promises'
import { type Result, ok, refused } from '#shared'
import { readCsv } from './csv-sheet.ts'
import { decodeText } from './decode-text.ts'
import type { Sheet } from './sheet.ts'
import { readWorkbookSheets } from './workbook-sheets.ts'

export interface SheetsFile {
  readonly path: string
  /** What its sender called it; only shown. */
  readonly name: string
  /** Ceiling on the file itself; 64 MB unless told. */
  readonly maxBytes?: number
  /** Ceiling on a workbook once unpacked; 256 MB unless told. */
  readonly maxUnpackedBytes?: number
}

export interface SheetsRead {
  readonly bytes: Buffer
  readonly sheets: readonly Sheet[]
}

export type SheetsRefusal = 'no-file' | 'too-big' | 'empty' | 'not-text' | 'unreadable'

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`

async function readBytes({ path, name, maxBytes = 67_108_864 }: SheetsFile): Promise<Result<Buffer, SheetsRefusal>> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return refused('no-file', `There is no file “${name}”: check its path.`)
  if (found.size === 0) return refused('empty', `“${name}” is empty.`)
  if (found.size > maxBytes)
    return refused('too-big', `“${name}” is ${megabytes(found.size)}; at most ${megabytes(maxBytes)} can be read here.`)
  return ok(await readFile(path))
}

/** A zip begins with PK and 3, 4: what a workbook is, whatever its name ends with. */
const isZip = (bytes: Buffer): boolean => bytes.length > 4 && bytes.readUInt32BE(0) === 0x504b0304

async function sheetsOf(bytes: Buffer, file: SheetsFile): Promise<Result<Sheet[], SheetsRefusal>> {
  if (isZip(bytes)) return readWorkbookSheets(bytes, file.maxUnpackedBytes ?? 268_435_456)
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  const sheet = readCsv(file.name, decoded.value.text)
  return sheet.ok ? ok([sheet.value]) : sheet
}

/**
 * A small CSV or workbook as rows of text, whatever its encoding and line ends. For activity there is another
 * way in.
 */
export async function readSheets(file: SheetsFile): Promise<Result<SheetsRead, SheetsRefusal>> {
  const bytes = await readBytes(file)
  if (!bytes.ok) return bytes
  const sheets = await sheetsOf(bytes.value, file)
  if (!sheets.ok)
    return refused(
      sheets.code,
      sheets.message.includes(file.name) ? sheets.message : `“${file.name}”: ${sheets.message}`,
    )
  return ok({ bytes: bytes.value, sheets: sheets.value })
}
