import { join } from 'node:path'
import type { LakeBuilder } from '#lake'
import { type Result, ok, refused } from '#shared'
import { normalTitle } from '../formats/format.ts'
import { hasFixedForm, isLineColumn, lineColumn } from '../line/line-column.ts'
import { stageFast } from './fast-lane.step.ts'
import type { IngestJob, Report } from './ingest-job.ts'
import type { OpenFile } from './open-file.step.ts'
import { type FileRow, UnreadableFile, readTextRows } from './read-rows.step.ts'
import { CutFile, stageSlow } from './slow-lane.step.ts'
import type { StagedFile } from './staged-file.ts'

export type StageRefusal = 'incomplete' | 'unreadable'

export interface StageSetting {
  readonly builder: LakeBuilder
  readonly job: IngestJob
  readonly report: Report
  /** Names the file's table. */
  readonly table: string
}

const incomplete = refused(
  'incomplete',
  'The file stops in the middle of its last row: it was cut short on its way, and nothing of it is taken. ' +
    'Send it again whole. If it is whole, end its last row with a line end.',
)

/** Without a line end after it, only a cell of fixed form shows that it is whole. */
function mayEndOpen(open: OpenFile): boolean {
  const last = normalTitle(open.titles.at(-1)!)
  return open.format.name === 'plain' && isLineColumn(last) && hasFixedForm(lineColumn(last))
}

const canBeFast = (open: OpenFile): boolean =>
  open.format.name === 'plain' && open.look?.isRegular === true && open.titles.every(isLineColumn)

async function* afterHeader(rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow> {
  let seen = false
  for await (const row of rows) {
    if (seen) yield row
    else if (row.cells.some((cell) => cell.trim() !== '')) seen = true
  }
}

async function stageByRow(open: OpenFile, setting: StageSetting): Promise<StagedFile> {
  const { builder, job, report, table } = setting
  const { file, format, titles, look, path } = open
  let bytesDone = 0
  const onRow = (rowsDone: number) =>
    report({
      stage: 'Reading lines',
      rowsDone,
      ...(look && { bytesDone, bytesTotal: look.bytes }),
    })
  const rows =
    open.rows ??
    afterHeader(
      readTextRows({
        path,
        encoding: look!.encoding,
        onBytes(count) {
          bytesDone += count
        },
      }),
    )
  return stageSlow(builder, {
    file,
    format,
    table,
    titles: titles.map((title) => (format.name === 'plain' ? normalTitle(title) : title)),
    rows,
    canonical: join(job.staging, `${file.spool}.canonical`),
    snapshot: job.snapshot,
    lists: job.lists,
    isOpenEnded: look?.endsWithLineEnd === false,
    onRow,
  })
}

/** Brings a file's rows into a table: the engine reads it itself where it can, else every row is read here. */
export async function stageFile(open: OpenFile, setting: StageSetting): Promise<Result<StagedFile, StageRefusal>> {
  const { builder, table, report } = setting
  const { file, format, titles, path, look } = open
  if (look?.endsWithLineEnd === false && !mayEndOpen(open)) return incomplete
  report({ stage: 'Reading lines', ...(look && { bytesTotal: look.bytes }) })
  try {
    const fast = canBeFast(open)
      ? await stageFast(builder, { file, format, path, table, titles, hasQuotes: look!.hasQuotes })
      : undefined
    return ok(fast ?? (await stageByRow(open, setting)))
  } catch (fault) {
    if (fault instanceof CutFile) return incomplete
    if (fault instanceof UnreadableFile) return refused('unreadable', fault.message)
    throw fault
  }
}
