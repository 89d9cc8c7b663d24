import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type LakeBuilder, openBuilder } from '#lake'
import { type Result, ok, refused } from '#shared'
import type { FileFindings } from '../imports/import.ts'
import { checkLines, checkRepeated } from './check-lines.step.ts'
import type { FileToIngest, IngestJob, IngestOutcome, Report } from './ingest-job.ts'
import { joinSpells } from './join-spells.step.ts'
import { jointProgress } from './joint-progress.ts'
import { personStatus } from './lake-sql.ts'
import { namePeople, packPeople } from './name-people.step.ts'
import { openFile } from './open-file.step.ts'
import { rejectLine, rejectsHeader } from './rejects.ts'
import { sideBySide } from './side-by-side.step.ts'
import { type StageSetting, stageFile } from './stage-file.step.ts'
import { type StagedFile, mostRejects } from './staged-file.ts'
import { listTypes } from './stage-sql.ts'
import { writeLake } from './write-lake.step.ts'

const messageFor = (job: IngestJob, file: FileToIngest, message: string): string =>
  job.files.length > 1 || !message.includes(file.name) ? `“${file.name}”: ${message}` : message

const nothingTaken = (
  findings: Map<number, FileFindings>,
  { code, message }: NonNullable<IngestOutcome['refusal']>,
): IngestOutcome => ({
  findings,
  files: [],
  submissions: [],
  packs: [],
  refusal: { code, message },
})

const rejectsName = (file: FileToIngest): string => `rejects-${file.importNo}.csv`

async function writeRejects(job: IngestJob, { file, rejects }: StagedFile): Promise<string | undefined> {
  if (rejects.rows === 0) return undefined
  const inOrder = rejects.kept.toSorted((a, b) => a.row - b.row)
  const more =
    rejects.problems > mostRejects
      ? [
          rejectLine({
            row: 0,
            column: '',
            value: '',
            problem: `${rejects.problems - rejects.kept.length} more problems are counted and not listed`,
            whatToDo: 'Correct these first.',
          }),
        ]
      : []
  await writeFile(
    join(job.staging, rejectsName(file)),
    `${[rejectsHeader, ...inOrder.map(rejectLine), ...more].join('\n')}\n`,
    { mode: 0o600 },
  )
  return rejectsName(file)
}

async function findingsOf(job: IngestJob, staged: StagedFile): Promise<FileFindings> {
  const { format, rowsRead, rejects, notes } = staged
  const file = await writeRejects(job, staged)
  return {
    format: format.name,
    dataset: format.dataset,
    rowsRead,
    rowsRejected: rejects.rows,
    rowsTaken: rowsRead - rejects.rows,
    ...(file && { rejects: file }),
    notes: format.lines['snapshot']?.option
      ? [`The layout does not say flex or freeze: it was taken as ${job.snapshot}.`, ...notes]
      : notes,
  }
}

const plural = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

function rejectsRefusal(job: IngestJob, files: readonly StagedFile[]): IngestOutcome['refusal'] {
  const bad = files.filter(({ rejects }) => rejects.rows > 0)
  if (bad.length === 0 || job.acceptPartial) return undefined
  const counts = bad.map(
    ({ file, rejects, rowsRead }) =>
      `${rejects.rows.toLocaleString('en-GB')} of ${plural(rowsRead, 'row', 'rows')} of “${file.name}”`,
  )
  return {
    code: 'rejects',
    message:
      `${counts.join(' and ')} cannot be taken, so nothing was taken. Correct them as the file of rejects says and import again, ` +
      'or import with --accept-partial to take the rest.',
  }
}

const noLines = (files: readonly StagedFile[]): boolean =>
  files.every(({ rowsRead, rejects }) => rowsRead === rejects.rows)

interface Work {
  readonly job: IngestJob
  readonly builder: LakeBuilder
  readonly report: Report
  readonly findings: Map<number, FileFindings>
}

/** Every file is opened and staged; the first that cannot be, in the order they were given, refuses the delivery. */
async function stageAll({ job, builder, report }: Work): Promise<Result<StagedFile[]>> {
  const reportOf = jointProgress(report)
  const results = await sideBySide(builder, job.files, (own, file, at) =>
    stageOne({ builder: own, job, report: reportOf(), table: `file_${at + 1}` }, file),
  )
  for (const [at, result] of results.entries())
    if (!result.ok) return refused(result.code, messageFor(job, job.files[at]!, result.message))
  return ok(results.flatMap((result) => (result.ok ? [result.value] : [])))
}

async function stageOne(setting: StageSetting, file: FileToIngest): Promise<Result<StagedFile>> {
  setting.report({ stage: 'Looking at the file' })
  const open = await openFile(setting.job, file)
  return open.ok ? stageFile(open.value, setting) : open
}

async function checkAll({ job, builder, report }: Work, staged: readonly StagedFile[]): Promise<StagedFile[]> {
  report({ stage: 'Checking lines' })
  await sideBySide(builder, staged, (own, file) => checkLines(own, file, job.lists))
  await checkRepeated(builder, staged)
  return sideBySide(builder, staged, joinSpells)
}

async function writeAll(
  { job, builder, report, findings }: Work,
  staged: readonly StagedFile[],
): Promise<IngestOutcome> {
  report({ stage: 'Covering identities' })
  const { hasLocal } = await namePeople(builder, staged, job.keys.pseudonym)
  const packs = await packPeople(builder, staged, hasLocal, job.keys.vault)
  report({ stage: 'Writing lines' })
  const made = await sideBySide(builder, staged, (own, file) =>
    writeLake({ builder: own, staging: job.staging, hasLocal }, file),
  )
  return {
    findings,
    files: made.flatMap(({ files }) => files),
    submissions: made.flatMap(({ submissions }) => submissions),
    packs,
  }
}

/** Makes an engine ready: the lists that cells are read as members of. */
export async function prepareEngine(builder: LakeBuilder): Promise<void> {
  for (const type of [...listTypes(), personStatus]) await builder.run(type)
}

/** Reads a delivery with an engine that is ready. */
export async function ingestOn(builder: LakeBuilder, job: IngestJob, report: Report): Promise<IngestOutcome> {
  const work: Work = { job, builder, report, findings: new Map() }
  const { findings } = work
  const staged = await stageAll(work)
  if (!staged.ok) return nothingTaken(findings, staged)
  const checked = await checkAll(work, staged.value)
  for (const file of checked) findings.set(file.file.importNo, await findingsOf(job, file))
  const rejected = rejectsRefusal(job, checked)
  if (rejected) return nothingTaken(findings, rejected)
  if (noLines(checked)) {
    return nothingTaken(findings, {
      code: 'no-lines',
      message:
        'There is no line that can be taken: below the header is nothing, or every row was rejected. Send a file with lines.',
    })
  }
  return writeAll(work, checked)
}

/**
 * Reads a whole delivery: every file is opened, checked and staged before anything of any counts, and what is left
 * behind in the staging folder is either complete or nobody's. Touches no database.
 */
export async function ingest(job: IngestJob, report: Report): Promise<IngestOutcome> {
  const builder = await openBuilder({
    folders: [job.staging],
    tempFolder: join(job.staging, 'spill'),
    threads: job.threads,
    memoryLimit: job.memoryLimit,
  })
  try {
    await prepareEngine(builder)
    return await ingestOn(builder, job, report)
  } finally {
    await builder.close()
  }
}
