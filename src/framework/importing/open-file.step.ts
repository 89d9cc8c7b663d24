import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Sheet, decodeText, readSheets } from '#platform'
import { type Result, ok } from '#shared'
import { documentSheet } from './document-rows.ts'

export interface OpenedFile {
  readonly sheets: readonly Sheet[]
  readonly fileMark: string
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function documentOf(name: string, bytes: Buffer): Sheet | undefined {
  const decoded = decodeText(bytes)
  return decoded.ok ? documentSheet(name, decoded.value.text) : undefined
}

/** A CSV, a workbook, or a document that was saved as plain text, as rows of text. */
export async function openFile({
  file,
  name,
}: {
  readonly file: string
  readonly name: string
}): Promise<Result<OpenedFile>> {
  const read = await readSheets({ path: file, name })
  if (!read.ok) {
    // What is no CSV may be a document; it was small enough to be looked at.
    if (read.code !== 'unreadable') return read
    const bytes = await readFile(file)
    const document = documentOf(name, bytes)
    return document ? ok({ sheets: [document], fileMark: sha256(bytes) }) : read
  }
  const { bytes, sheets } = read.value
  const document = documentOf(name, bytes)
  return ok({ sheets: document ? [document] : sheets, fileMark: sha256(bytes) })
}
