import { basename, dirname, join } from 'node:path'
import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type Ctx, type Job, type JobHandler, defineJob, runJob } from '#platform'
import { type Result, dayInLondon, formatDate, ok, refused } from '#shared'
import { z } from 'zod'
import type { Format } from '../formats/format.ts'
import { codeLists, knownFormats } from '../formats/read-formats.step.ts'
import type { FileToIngest, IngestJob, IngestOutcome } from '../ingest/ingest-job.ts'
import { IngestStopped, runIngest, startReader } from '../ingest/run-ingest.step.ts'
import { sha256Of } from '../ingest/write-lake.step.ts'
import { mappedFormats } from '../mapping/mapping.view.ts'
import type { ActivityInput, ActivityRefusal, ActivityResult, ActivityTaken, FileTaken } from './delivery-taken.ts'
import { shownName } from './file-name.ts'
import {
  type NewImport,
  appendEvent,
  insertContent,
  insertImports,
  listKept,
  listPaths,
  markKept,
  releaseImportLock,
  tryImportLock,
} from './import.store.ts'
import { findTaken } from './import-list.view.ts'
import { placeFiles, rejectsFolder, sealFile, spoolFile, sweepImports, syncPath } from './keep-files.step.ts'

export type { ActivityInput, ActivityRefusal, ActivityResult, ActivityTaken, FileTaken } from './delivery-taken.ts'

interface Spooled extends NewImport {
  readonly spool: string
}

interface Delivery {
  readonly ctx: Ctx
  readonly job: Job
  readonly input: ActivityInput
  readonly staging: string
  /** Gets ready to read while the files are received. */
  readonly reader: ReturnType<typeof startReader>
}

const nameOf = ({ path, name }: ActivityInput['files'][number]): string => shownName(name ?? basename(path))

async function checkFiles({ files }: ActivityInput): Promise<Result<number, 'no-file'>> {
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

async function checkRoom(ctx: Ctx, bytes: number): Promise<Result<void, 'no-room'>> {
  const { bavail, bsize } = await statfs(ctx.folder.root)
  const short = roomFor(bytes) - bavail * bsize
  if (short <= 0) return ok(undefined)
  const megabytes = Math.ceil(short / 1_048_576).toLocaleString('en-GB')
  return refused(
    'no-room',
    `The disk of ${ctx.folder.root} lacks ${megabytes} MB for this import. Make room on it and import again.`,
  )
}

async function spool({
  input,
  staging,
  job,
  ctx,
}: Delivery): Promise<Result<Spooled[], 'already-imported' | 'same-file-twice'>> {
  await mkdir(staging, { recursive: true, mode: 0o700 })
  const spooled: Spooled[] = []
  for (const [at, file] of input.files.entries()) {
    job.report({ stage: 'Receiving the file' })
    const name = `received-${at + 1}`
    await spoolFile(file.path, join(staging, name))
    const sha256 = await sha256Of(join(staging, name))
    const twin = spooled.find((one) => one.sha256 === sha256)
    if (twin)
      return refused('same-file-twice', `“${nameOf(file)}” and “${twin.fileName}” are the same file. Give it once.`)
    const taken = await findTaken(ctx.db, sha256)
    if (taken) {
      const day = formatDate(dayInLondon(taken.endedAt ?? taken.receivedAt))
      return refused(
        'already-imported',
        `“${nameOf(file)}” was already imported on ${day} as import ${taken.importNo} (“${taken.fileName}”). ` +
          `Nothing was changed. To import it afresh, withdraw import ${taken.importNo} first.`,
      )
    }
    const { size: bytes } = await stat(join(staging, name))
    spooled.push({
      spool: name,
      sha256,
      bytes,
      fileName: nameOf(file),
      runId: job.runId,
      askedFormat: input.mapping ?? input.format,
      acceptPartial: input.acceptPartial ?? false,
    })
  }
  return ok(spooled)
}

const gigabyte = 1 << 30

async function jobOf(
  { ctx, input, staging }: Delivery,
  files: readonly FileToIngest[],
  mapped: readonly Format[],
): Promise<IngestJob> {
  const [pseudonym, vault] = await Promise.all([ctx.folder.key('pseudonym'), ctx.folder.key('vault')])
  const [known, lists] = await Promise.all([knownFormats(), codeLists()])
  const format = input.mapping ?? (input.format === undefined || input.format === 'auto' ? undefined : input.format)
  return {
    staging,
    files,
    formats: [...known, ...mapped],
    lists,
    snapshot: input.snapshot ?? 'freeze',
    acceptPartial: input.acceptPartial ?? false,
    keys: { pseudonym, vault },
    threads: 2,
    // With less than 1 GB the engine fills a table with one thread; it does not take the more.
    memoryLimit: '1GB',
    maxUnpackedBytes: 20 * gigabyte,
    maxWorkbookBytes: gigabyte / 4,
    ...(format && { format }),
  }
}

/** Reading is watched: about twice what the largest month of a commissioner was measured to need. */
const limits = { maxBytes: 3 * gigabyte, maxSilenceMs: 120_000, maxMs: 4 * 3_600_000 }

async function readDelivery(
  delivery: Delivery,
  files: readonly FileToIngest[],
  mapped: readonly Format[],
): Promise<IngestOutcome> {
  const none = { findings: new Map(), files: [], submissions: [], packs: [] }
  try {
    return await runIngest(await jobOf(delivery, files, mapped), limits, delivery.job, delivery.reader)
  } catch (fault) {
    if (fault instanceof IngestStopped && fault.isLimit)
      return { ...none, refusal: { code: 'too-big', message: fault.message } }
    throw fault
  }
}

/** Files of rejects outlive the staging folder: somebody has to read them. */
async function keepRejects({ ctx, staging }: Delivery, outcome: IngestOutcome): Promise<Map<number, string>> {
  const kept = new Map<number, string>()
  await mkdir(rejectsFolder(ctx.folder), { recursive: true, mode: 0o700 })
  for (const [importNo, { rejects }] of outcome.findings) {
    if (!rejects) continue
    await rename(join(staging, rejects), join(rejectsFolder(ctx.folder), rejects))
    kept.set(importNo, join('rejects', rejects))
  }
  return kept
}

async function refuseDelivery(
  { ctx }: Delivery,
  numbers: readonly number[],
  outcome: IngestOutcome,
  rejects: ReadonlyMap<number, string>,
): Promise<ActivityResult> {
  const { code, message } = outcome.refusal!
  const places = [...rejects.values()].map((path) => ctx.folder.path(path))
  const whole = places.length === 0 ? message : `${message} Rejects: ${places.join(', ')}`
  await ctx.transaction(async (tx) => {
    for (const importNo of numbers) {
      const found = outcome.findings.get(importNo)
      const detail = {
        ...found,
        ...(rejects.has(importNo) && { rejects: rejects.get(importNo) }),
        code,
        message,
      }
      await appendEvent(tx, {
        importNo,
        event: 'refused',
        actor: ctx.actor.name,
        at: ctx.clock.now(),
        detail,
      })
    }
    await ctx.audit(tx, 'activity.refuse', `delivery ${numbers[0]}`, { code, imports: numbers })
  })
  // The page of the run leads on to what was found.
  return {
    ...refused(code as ActivityRefusal, whole),
    href: `/imports/${numbers[0]}`,
  } as ActivityResult
}

async function acceptDelivery(
  delivery: Delivery,
  numbers: readonly number[],
  spooled: readonly Spooled[],
  outcome: IngestOutcome,
  rejects: ReadonlyMap<number, string>,
): Promise<ActivityResult> {
  const { ctx, staging } = delivery
  await placeFiles(
    outcome.files.map(({ made, path }) => ({
      from: join(staging, made),
      to: join(ctx.lake.folder, path),
    })),
  )
  await placeFiles(
    spooled.map(({ sha256, spool: name }) => ({
      from: join(staging, `${name}.enc`),
      to: ctx.folder.path('raw', `${sha256}.enc`),
    })),
  )
  await syncPath(ctx.lake.folder)
  await ctx.transaction(async (tx) => {
    await insertContent(tx, outcome)
    await markKept(
      tx,
      spooled.map(({ sha256 }) => sha256),
    )
    for (const importNo of numbers) {
      const detail = {
        ...outcome.findings.get(importNo),
        ...(rejects.has(importNo) && { rejects: rejects.get(importNo) }),
      }
      await appendEvent(tx, {
        importNo,
        event: 'accepted',
        actor: ctx.actor.name,
        at: ctx.clock.now(),
        detail,
      })
    }
    await ctx.audit(tx, 'activity.import', `delivery ${numbers[0]}`, {
      imports: numbers,
      lines: outcome.submissions.reduce((sum, { lines }) => sum + lines, 0),
    })
  })
  return ok(takenOf(ctx, numbers, spooled, outcome, rejects))
}

function takenOf(
  ctx: Ctx,
  numbers: readonly number[],
  spooled: readonly Spooled[],
  outcome: IngestOutcome,
  rejects: ReadonlyMap<number, string>,
): ActivityTaken {
  const files = numbers.map((importNo, at): FileTaken => {
    const found = outcome.findings.get(importNo)!
    const own = outcome.submissions.filter((one) => one.importNo === importNo)
    const billed = own.filter(({ billedPence }) => billedPence !== null)
    const place = rejects.get(importNo)
    return {
      importNo,
      name: spooled[at]!.fileName,
      format: found.format,
      rowsRead: found.rowsRead,
      rowsTaken: found.rowsTaken,
      rowsRejected: found.rowsRejected,
      lines: own.reduce((sum, { lines }) => sum + lines, 0),
      notes: found.notes,
      ...(place && { rejects: ctx.folder.path(place) }),
      billedPence: billed.length === 0 ? null : billed.reduce((sum, { billedPence }) => sum + billedPence!, 0),
    }
  })
  return {
    deliveryNo: numbers[0]!,
    files,
    lines: files.reduce((sum, { lines }) => sum + lines, 0),
    billedPence: files.reduce((sum, { billedPence }) => sum + (billedPence ?? 0), 0),
    months: [...new Set(outcome.submissions.map(({ month }) => month))].toSorted(),
    href: `/imports/${numbers[0]}`,
  }
}

async function takeDelivery(delivery: Delivery): Promise<ActivityResult> {
  const { ctx, input, staging } = delivery
  const mapped = await mappedFormats(ctx.db)
  if (input.mapping && !mapped.some(({ name }) => name === input.mapping)) {
    return refused(
      'no-mapping',
      `There is no saved mapping “${input.mapping}”. Make it on the imports page, or check its name.`,
    )
  }
  const spooled = await spool(delivery)
  if (!spooled.ok) return spooled
  const numbers = await ctx.transaction((tx) => insertImports(tx, spooled.value, ctx.actor.name, ctx.clock.now()))
  const files = spooled.value.map(({ spool: name, fileName }, at) => ({
    importNo: numbers[at]!,
    spool: name,
    name: fileName,
  }))
  const key = await ctx.folder.key('vault')
  const sealing = Promise.all(
    spooled.value.map(({ spool: name }) => sealFile(join(staging, name), join(staging, `${name}.enc`), key)),
  )
  const [outcome] = await Promise.all([readDelivery(delivery, files, mapped), sealing])
  const rejects = await keepRejects(delivery, outcome)
  if (outcome.refusal) return refuseDelivery(delivery, numbers, outcome, rejects)
  delivery.job.report({ stage: 'Taking it in' })
  return acceptDelivery(delivery, numbers, spooled.value, outcome, rejects)
}

async function waitForTurn(ctx: Ctx, job: Job, held: Ctx['db']): Promise<void> {
  while (!(await tryImportLock(held))) {
    if (job.signal.aborted)
      throw new IngestStopped(
        'The import was stopped while it waited for another. Nothing was taken; run it again.',
        false,
      )
    job.report({ stage: 'Waiting for another import to end' })
    await pause(500)
  }
  await sweepImports(ctx.folder, { paths: await listPaths(ctx.db), kept: await listKept(ctx.db) })
}

export const activityKind = 'import-activity'

/** The work itself, under a run: one at a time, and whatever an import that died left is taken away first. */
export async function importUnderRun(ctx: Ctx, input: ActivityInput, job: Job): Promise<ActivityResult> {
  const there = await checkFiles(input)
  if (!there.ok) return there
  const room = await checkRoom(ctx, there.value)
  if (!room.ok) return room
  return ctx.db.connection().execute(async (held) => {
    await waitForTurn(ctx, job, held)
    const staging = ctx.folder.path('lake', 'staging', `import-${job.runId}`)
    const reader = startReader()
    try {
      return await takeDelivery({ ctx, job, input, staging, reader })
    } finally {
      reader.kill('SIGKILL')
      await rm(staging, { recursive: true, force: true })
      await releaseImportLock(held)
    }
  })
}

/**
 * Takes in a delivery: one file or several that belong together. All of it is checked before any of it counts; with
 * rejects nothing is taken unless a part is asked for. A file that was taken before is recognised by its content.
 */
export function importActivity(ctx: Ctx, input: ActivityInput): Promise<ActivityResult> {
  const named = { ...input, files: input.files.map((file) => ({ ...file, name: nameOf(file) })) }
  return runJob(ctx, { kind: activityKind, input: named }, (job) => importUnderRun(ctx, named, job))
}

const inputSchema = z.strictObject({
  files: z.array(z.strictObject({ path: z.string(), name: z.string().optional() })).min(1),
  format: z.string().optional(),
  acceptPartial: z.boolean().optional(),
  snapshot: z.enum(['flex', 'freeze']).optional(),
  mapping: z.string().optional(),
})

/** An upload belongs to its run; a file that somebody named at the command line does not. */
async function removeUploads(ctx: Ctx, { files }: ActivityInput): Promise<void> {
  const incoming = ctx.folder.path('incoming')
  for (const { path } of files) if (dirname(path) === incoming) await rm(path, { force: true })
}

/** For the server's worker. An upload stays where it is until its run has ended, so a run cut short can be done again. */
export const activityJob: JobHandler = defineJob({
  kind: activityKind,
  restartable: true,
  input: inputSchema,
  run: (ctx, input, job) =>
    importUnderRun(ctx, input as ActivityInput, job).finally(() => removeUploads(ctx, input as ActivityInput)),
})
