import { appendFile, readFile, truncate } from 'node:fs/promises'
import type { DataFolder } from '../files/data-folder.ts'
import type { JournalHead } from './read-journal.view.ts'

/** Where the journal once ended, as it was written down outside the database. */
export interface Anchor extends JournalHead {
  readonly at: string
  /** The line of the file, from 1. */
  readonly line: number
}

export interface Anchors {
  readonly anchors: readonly Anchor[]
  /** Lines that cannot be read. */
  readonly damaged: readonly number[]
}

export const anchorFile = 'journal-anchors.txt'

const form = /^(\d{1,15}) ([0-9a-f]{64}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/

const readText = (folder: DataFolder): Promise<string> =>
  readFile(folder.path(anchorFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })

function anchorOf(text: string, line: number): Anchor | undefined {
  const [, seq, hash, at] = form.exec(text) ?? []
  return hash === undefined ? undefined : { seq: Number(seq), hash, at: at!, line }
}

/** `17 9f8e… 2008-06-02T09:00:00.000Z` a line. A last line without its end was cut off by a power failure and never promised anything. */
export function readAnchorText(text: string): Anchors {
  const lines = text.split('\n').slice(0, -1)
  const read = lines.map((each, at) => anchorOf(each, at + 1))
  return {
    anchors: read.filter((anchor) => anchor !== undefined),
    damaged: read.flatMap((anchor, at) => (anchor ? [] : [at + 1])),
  }
}

export const readAnchors = async (folder: DataFolder): Promise<Anchors> => readAnchorText(await readText(folder))

/** Writes down where the journal ends, on the disk before it answers; not twice the same after itself. */
export async function appendAnchor(folder: DataFolder, { seq, hash }: JournalHead, at: Date): Promise<void> {
  const text = await readText(folder)
  const last = readAnchorText(text).anchors.at(-1)
  if (last?.seq === seq && last.hash === hash) return
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole !== text) await truncate(folder.path(anchorFile), Buffer.byteLength(whole, 'utf8'))
  const line = `${seq} ${hash} ${at.toISOString()}\n`
  await appendFile(folder.path(anchorFile), line, { mode: 0o600, flush: true })
}
