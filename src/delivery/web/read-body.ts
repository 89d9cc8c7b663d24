import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dirname } from 'node:path'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import type { Entries, Upload } from '#ui'

export interface BodyLimits {
  /** The largest file taken; none when the form has no files. */
  readonly maxBytes: number
  readonly maxFiles: number
  /** Where a file is to lie, under a name that nobody chose. */
  path(name: string): string
  /** Asked once, before the first file: the fields that came so far must already allow it. */
  allowed(fields: Entries): boolean
}

/** `too-large` is a file, `too-long` what was typed. */
export type BodyProblem = 'not-a-form' | 'not-allowed' | 'too-large' | 'too-long' | 'too-many' | 'unknown-field'

export interface ReadBody {
  readonly fields: Entries
  readonly uploads: readonly Upload[]
  readonly problem?: BodyProblem
}

/** Of all fields together: they are held in memory, and whoever has not come in may send a form too. */
const mostOfFields = 1_000_000

const fieldLimits = { fieldNameSize: 200, fieldSize: 100_000, fields: 2000, headerPairs: 50 }

export const discardUploads = async (uploads: readonly Upload[]): Promise<void> => {
  await Promise.all(uploads.map(({ path }) => rm(path, { force: true })))
}

/** What every form of ours calls its files. */
const fileField = 'file'

type FilePart = Readable & { readonly truncated: boolean }

interface Receiving {
  readonly fields: [string, string][]
  readonly parts: FilePart[]
  readonly files: Promise<Upload>[]
  /** Of the names and values of the fields so far. */
  letters: number
  problem?: BodyProblem
}

/** By whole characters: half of one could be written into no address. */
const shortName = (name: string): string => [...name].slice(0, 255).join('')

async function receive(part: FilePart, field: string, name: string, path: string): Promise<Upload> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const sink = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  await pipeline(part, sink)
  return { field, name: shortName(name), path, bytes: sink.bytesWritten }
}

/** A file field left empty comes as a file without a name: that is no file. */
function takeFile(state: Receiving, limits: BodyLimits, part: FilePart, field: string, name: string): void {
  // A part cut short says so even when nobody reads it any more; the whole body's failure tells it already.
  part.on('error', () => undefined)
  part.on('limit', () => (state.problem ??= 'too-large'))
  if (name && field !== fileField) state.problem ??= 'unknown-field'
  if (!name || state.problem || !limits.allowed(state.fields)) {
    if (name) state.problem ??= 'not-allowed'
    part.resume()
    return
  }
  state.parts.push(part)
  state.files.push(receive(part, field, name, limits.path(randomUUID())))
}

function parserFor(headers: BusboyHeaders, limits: BodyLimits, state: Receiving): BusboyInstance {
  const parser = new Busboy({ headers, limits: { ...fieldLimits, fileSize: limits.maxBytes, files: limits.maxFiles } })
  parser.on('field', (name, value, nameCut, valueCut) => {
    state.letters += name.length + value.length
    if (nameCut || valueCut || state.letters > mostOfFields) state.problem ??= 'too-long'
    if (!state.problem) state.fields.push([name, value])
  })
  parser.on('file', (field, part, name) => takeFile(state, limits, part as FilePart, field, name ?? ''))
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => (state.problem ??= 'too-many'))
  return parser
}

const isForm = (type: string | undefined): boolean =>
  /^(multipart\/form-data|application\/x-www-form-urlencoded)\s*(;|$)/i.test(type ?? '')

/** So much of a form that is refused is still read that a browser, which sends before it listens, gets its answer; no more. */
const mostAfterProblem = 16_000_000

class TakenTooFar extends Error {}

const whileInOrder = (state: Receiving) =>
  async function* (body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let after = 0
    for await (const piece of body) {
      if (state.problem) after += piece.length
      if (after > mostAfterProblem) throw new TakenTooFar()
      yield piece
    }
  }

/** Reads a form as it streams in; files go to disk as they come and are gone again when anything was wrong. */
export async function readBody(body: Readable, contentType: string | undefined, limits: BodyLimits): Promise<ReadBody> {
  const state: Receiving = { fields: [], parts: [], files: [], letters: 0 }
  if (!isForm(contentType)) return { fields: [], uploads: [], problem: 'not-a-form' }
  try {
    await pipeline(body, whileInOrder(state), parserFor({ 'content-type': contentType! }, limits, state))
  } catch {
    state.problem ??= 'not-a-form'
    // The browser went away or the form broke off: a part still being written would wait for ever.
    for (const part of state.parts) part.destroy()
  }
  const settled = await Promise.allSettled(state.files)
  const uploads = settled.flatMap((file) => (file.status === 'fulfilled' ? [file.value] : []))
  if (settled.some(({ status }) => status === 'rejected')) state.problem ??= 'not-a-form'
  if (!state.problem) return { fields: state.fields, uploads }
  await discardUploads(uploads)
  return { fields: state.fields, uploads: [], problem: state.problem }
}
