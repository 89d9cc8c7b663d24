import { mkdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ctx } from '#platform'
import { type Result, dayInLondon, formatDate, ok, refused } from '#shared'
import { sha256Of } from '../ingest/write-lake.step.ts'
import type { ActivityInput } from './delivery-taken.ts'
import { type Delivery, type Received, nameOf } from './delivery.ts'
import { findTaken } from './import-list.view.ts'
import { spoolFile } from './keep-files.step.ts'

/** The bytes of all files together. */
export async function checkFiles({ files }: ActivityInput): Promise<Result<number, 'no-file'>> {
  let bytes = 0
  for (const file of files) {
    const found = await stat(file.path).catch(() => undefined)
    if (!found?.isFile()) return refused('no-file', `There is no file “${nameOf(file)}”. Check its path.`)
    bytes += found.size
  }
  return files.length > 0 ? ok(bytes) : refused('no-file', 'No file was given. Say which file to import.')
}

/** What a delivery needs beside itself: its copy, its encrypted copy and its lines, and room for the database to work in. */
const roomFor = (bytes: number): number => 3 * bytes + 500 * 1_048_576

export async function checkRoom(ctx: Ctx, bytes: number): Promise<Result<void, 'no-room'>> {
  const { bavail, bsize } = await statfs(ctx.folder.root)
  const short = roomFor(bytes) - bavail * bsize
  if (short <= 0) return ok(undefined)
  const megabytes = Math.ceil(short / 1_048_576).toLocaleString('en-GB')
  return refused(
    'no-room',
    `The disk of ${ctx.folder.root} lacks ${megabytes} MB for this import. Make room on it and import again.`,
  )
}

/** A file that was taken before is recognised by its content, whatever it is called now. */
async function checkTaken(ctx: Ctx, sha256: string, name: string): Promise<Result<void, 'already-imported'>> {
  const taken = await findTaken(ctx, sha256)
  if (!taken) return ok(undefined)
  const day = formatDate(dayInLondon(taken.endedAt ?? taken.receivedAt))
  return refused(
    'already-imported',
    `“${name}” was already imported on ${day} as import ${taken.importNo} (“${taken.fileName}”). ` +
      `Nothing was changed. To import it afresh, withdraw import ${taken.importNo} first.`,
  )
}

async function receiveFile({ input, staging, job }: Delivery, at: number): Promise<Received> {
  const file = input.files[at]!
  const spool = `received-${at + 1}`
  await spoolFile(file.path, join(staging, spool))
  const { size: bytes } = await stat(join(staging, spool))
  return {
    spool,
    sha256: await sha256Of(join(staging, spool)),
    bytes,
    fileName: nameOf(file),
    runId: job.runId,
    askedFormat: input.mapping ?? input.format,
    acceptPartial: input.acceptPartial ?? false,
  }
}

/** Copies the files of a delivery into its folder. Nothing given twice, nothing taken before. */
export async function receiveDelivery(
  delivery: Delivery,
): Promise<Result<Received[], 'already-imported' | 'same-file-twice'>> {
  await mkdir(delivery.staging, { recursive: true, mode: 0o700 })
  const received: Received[] = []
  for (const at of delivery.input.files.keys()) {
    delivery.job.report({ stage: 'Receiving the file' })
    const file = await receiveFile(delivery, at)
    const twin = received.find(({ sha256 }) => sha256 === file.sha256)
    if (twin)
      return refused('same-file-twice', `“${file.fileName}” and “${twin.fileName}” are the same file. Give it once.`)
    const fresh = await checkTaken(delivery.ctx, file.sha256, file.fileName)
    if (!fresh.ok) return fresh
    received.push(file)
  }
  return ok(received)
}
