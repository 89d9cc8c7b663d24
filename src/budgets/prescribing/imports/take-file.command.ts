import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { LakeBuilder } from '#lake'
import type { Ctx, Job } from '#platform'
import { tableToCsv } from '#tables'
import {
  type Month,
  type Result,
  addPence,
  dayInLondon,
  formatDate,
  formatMonth,
  monthOf,
  ok,
  refused,
  toPence,
} from '#shared'
import { mostRejects } from '../reading/bad-rows.step.ts'
import type { EpdRead } from '../reading/epd-reading.ts'
import { type FileLook, isUnchanged, lookAtFile } from '../reading/look-at-file.step.ts'
import { readEpd } from '../reading/read-epd.step.ts'
import { rejectsTable } from '../reading/reject.ts'
import { findTakenFile, listPrescribingImports } from './import-list.view.ts'
import { type NewEvent, type NewImport, appendEvent, insertImport, insertMonth } from './import.store.ts'
import type { MonthTaken, PrescribingInput, PrescribingRefusal } from './import.ts'
import { bytesOf, placeFile, rejectsPath, sha256Of } from './keep-files.step.ts'

/** A file while it is taken in. */
export interface Taking {
  readonly ctx: Ctx
  readonly job: Job
  /** One engine for all the files of a delivery. */
  readonly builder: LakeBuilder
  readonly input: PrescribingInput
  readonly file: PrescribingInput['files'][number]
  readonly commissioner: string
  readonly members: (month: Month) => ReadonlySet<string>
  readonly staging: string
}

type Outcome<T> = Result<T, PrescribingRefusal>

const longest = 120

/** A file's name as it is kept and shown: on one line, and not without end. */
const nameOf = ({ path, name = basename(path) }: Taking['file']): string =>
  name
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .trim()
    .slice(0, longest) || 'without a name'

const count = (rows: number): string => rows.toLocaleString('en-GB')

async function notTaken({ ctx, file, commissioner }: Taking, { sha256 }: FileLook): Promise<Outcome<void>> {
  const taken = await findTakenFile(ctx, { sha256, commissioner })
  if (!taken) return ok(undefined)
  const day = formatDate(dayInLondon(taken.receivedAt))
  return refused(
    'already-imported',
    `“${nameOf(file)}” was already taken in on ${day} as import ${taken.importNo} (“${taken.fileName}”). ` +
      `Nothing was changed. To take it in afresh, withdraw import ${taken.importNo} first.`,
  )
}

/** The engine reads where the file lies; nothing of it is copied. */
async function read(
  { ctx, job, builder, input, file, members, staging }: Taking,
  look: FileLook,
): Promise<Outcome<EpdRead>> {
  const wanted = {
    practicesIn: (month: Month) => (input.keepAll ? ('all' as const) : members(month)),
    firstOpen: monthOf(dayInLondon(ctx.clock.now())),
    ...(input.month !== undefined && { month: input.month }),
  }
  const found = await readEpd(builder, { look, staging }, wanted, job.report)
  if (found.ok && !(await isUnchanged(file.path, look)))
    return refused(
      'changed',
      `“${nameOf(file)}” was written to while it was read. Nothing was taken; take it in again.`,
    )
  return found
}

function judge({ input, file, commissioner, members }: Taking, { counts, month }: EpdRead): Outcome<void> {
  if (counts.rejected > 0 && !input.acceptPartial)
    return refused(
      'rejects',
      `${count(counts.rejected)} of ${count(counts.read)} rows of “${nameOf(file)}” cannot be taken, so nothing was taken. ` +
        'Correct them as the ' +
        'file of rejects says and take it in again, or take the rest without them (--accept-partial).',
    )
  if (counts.taken > 0) return ok(undefined)
  const why =
    members(month).size === 0
      ? `no practice belonged to ${commissioner} in ${formatMonth(month)}: load memberships first`
      : `none of its ${count(counts.read)} rows is of a practice that belonged to ${commissioner} in ${formatMonth(month)}`
  return refused(
    'no-rows',
    `Nothing of “${nameOf(file)}” was taken: ${why}, or keep the rows of all practices (--all).`,
  )
}

async function writeRejects(
  { ctx }: Taking,
  importNo: number,
  { rejects, counts }: EpdRead,
): Promise<string | undefined> {
  if (counts.rejected === 0) return undefined
  const more = counts.rejected > mostRejects ? [`${count(counts.rejected)} rows are rejected in all.`] : []
  const path = rejectsPath(ctx.folder, importNo)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(path, tableToCsv(rejectsTable(rejects, more)), { mode: 0o600 })
  return path
}

const event = ({ ctx, commissioner }: Taking, importNo: number, of: Pick<NewEvent, 'event' | 'detail'>): NewEvent => ({
  importNo,
  commissioner,
  actor: ctx.actor.name,
  at: ctx.clock.now(),
  ...of,
})

async function refuse(
  taking: Taking,
  importNo: number,
  why: { code: PrescribingRefusal; message: string },
  found?: EpdRead,
) {
  const rejects = found && (await writeRejects(taking, importNo, found))
  const detail = { code: why.code, message: why.message, ...(found && { rowsRejected: found.counts.rejected }) }
  await taking.ctx.transaction(async (tx) => {
    await appendEvent(tx, event(taking, importNo, { event: 'refused', detail }))
    await taking.ctx.audit(tx, 'prescribing.refuse', `prescribing import ${importNo}`, { code: why.code })
  })
  const message = rejects === undefined ? why.message : `${why.message} Rejects: ${rejects}`
  // The page of the run leads on to what was found.
  return { ...refused(why.code, message), href: `/prescribing-imports/${importNo}` }
}

async function place({ ctx, staging }: Taking, importNo: number, { month, counts, rollupRows }: EpdRead) {
  const made = [
    { holds: 'rows' as const, from: join(staging, 'rows.parquet'), rows: counts.taken },
    { holds: 'rollup' as const, from: join(staging, 'rollup.parquet'), rows: rollupRows },
  ]
  return Promise.all(
    made.map(async ({ holds, from, rows }) => {
      const path = `prescribing/${month}/${importNo}-${holds}.parquet`
      const facts = { holds, path, rows, sha256: await sha256Of(from), bytes: await bytesOf(from) }
      await placeFile(from, join(ctx.lake.folder, path))
      return facts
    }),
  )
}

/** The files are put in place first; from the commit on they count. */
async function accept(taking: Taking, importNo: number, found: EpdRead): Promise<Outcome<MonthTaken>> {
  const { ctx, commissioner, members, file } = taking
  const { month, counts } = found
  const before = (await listPrescribingImports(ctx)).find(
    (one) => one.commissioner === commissioner && one.taken?.counts && one.taken.month === month,
  )
  const [rejects, files] = [await writeRejects(taking, importNo, found), await place(taking, importNo, found)]
  const { sums, exact } = found
  const own = members(month)
  await ctx.transaction(async (tx) => {
    await insertMonth(tx, {
      taken: {
        import_no: importNo,
        commissioner,
        month,
        rows_read: counts.read,
        rows_taken: counts.taken,
        rows_left: counts.left,
        rows_unidentified: counts.unidentified,
        rows_rejected: counts.rejected,
        practices: counts.practices,
        practices_left: counts.practicesLeft,
        nic_pounds: exact.nic,
        actual_pounds: exact.actual,
      },
      files,
      spend: sums.map((one) => ({
        ...one,
        import_no: importNo,
        commissioner: own.has(one.practice) ? commissioner : null,
      })),
    })
    await appendEvent(tx, event(taking, importNo, { event: 'accepted' }))
    const detail = { month, rows: counts.taken, replaced: before?.importNo ?? null }
    await ctx.audit(tx, 'prescribing.import', `prescribing import ${importNo}`, detail)
  })
  return ok({
    importNo,
    fileName: nameOf(file),
    month,
    commissioner,
    counts,
    nicPounds: exact.nic,
    actualPounds: exact.actual,
    nicPence: addPence(...sums.map((one) => toPence(one.nic_pence))),
    actualPence: addPence(...sums.map((one) => toPence(one.actual_pence))),
    replaced: before?.importNo ?? null,
    ...(rejects !== undefined && { rejects }),
  })
}

const newImport = ({ job, input, commissioner, file }: Taking, { sha256, bytes }: FileLook): NewImport => ({
  runId: job.runId,
  commissioner,
  sha256,
  bytes,
  fileName: nameOf(file),
  acceptPartial: input.acceptPartial ?? false,
  keepsAll: input.keepAll ?? false,
})

/** Takes one month's file in, whole: with rejects nothing is taken unless a part is asked for. */
export async function takeFile(taking: Taking): Promise<Outcome<MonthTaken>> {
  const { ctx, job, file, staging } = taking
  await mkdir(staging, { recursive: true, mode: 0o700 })
  const look = await lookAtFile(file.path, job.report, staging)
  if (!look.ok) return refused(look.code, `“${nameOf(file)}”: ${look.message}`)
  const fresh = await notTaken(taking, look.value)
  if (!fresh.ok) return fresh
  const by = { actor: ctx.actor.name, at: ctx.clock.now() }
  const importNo = await ctx.transaction((tx) => insertImport(tx, newImport(taking, look.value), by))
  const found = await read(taking, look.value)
  if (!found.ok) return refuse(taking, importNo, { code: found.code, message: `“${nameOf(file)}”: ${found.message}` })
  const judged = judge(taking, found.value)
  if (!judged.ok) return refuse(taking, importNo, judged, found.value)
  job.report({ stage: 'Taking it in' })
  return accept(taking, importNo, found.value)
}
