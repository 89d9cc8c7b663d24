import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { LakeBuilder } from '#lake'
import type { Month, Pence } from '#shared'
import type { LakeFileMade, SubmissionMade } from './ingest-job.ts'
import { type OutputSetting, linesSql, totalsSql, writeSql } from './lake-sql.ts'
import { type StagedFile, lineNoIn, namesOf } from './staged-file.ts'

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

export interface WriteSetting {
  readonly builder: LakeBuilder
  readonly staging: string
  readonly hasLocal: boolean
}

interface Sums {
  readonly provider: string
  readonly month: Month
  readonly snapshot: 'flex' | 'freeze'
  readonly lines: number
  readonly billed_pence: Pence | null
}

const folderOf = (staged: StagedFile): string => `made-${staged.file.importNo}`

function outputOf(staged: StagedFile, hasLocal: boolean): OutputSetting {
  const { table, format, file } = staged
  return {
    table,
    columns: namesOf(staged),
    lineNo: lineNoIn(staged),
    importNo: file.importNo,
    dataset: format.dataset,
    bills: format.bills,
    hasLocal,
  }
}

const sumsSql = (staged: StagedFile): string => {
  const billed =
    staged.format.bills && namesOf(staged).has('price')
      ? 'sum(CAST(round(l.price * 100) AS BIGINT))::BIGINT'
      : 'NULL::BIGINT'
  return `SELECT l.provider, l.month::VARCHAR AS month, l.snapshot::VARCHAR AS snapshot, count(*) AS lines, ${billed} AS billed_pence
    FROM ${staged.table} AS l GROUP BY ALL ORDER BY ALL`
}

const total = (sums: readonly Sums[]): Pence | null =>
  sums.reduce<number | null>(
    (sum, { billed_pence: pence }) => (pence === null ? sum : (sum ?? 0) + pence),
    null,
  ) as Pence | null

async function filesOfMonth(
  setting: WriteSetting,
  staged: StagedFile,
  month: Month,
  sums: readonly Sums[],
): Promise<LakeFileMade[]> {
  const { importNo } = staged.file
  const { dataset, holds } = staged.format
  const folder = join(folderOf(staged), `month=${month}`)
  const names = (await readdir(join(setting.staging, folder))).toSorted()
  if (names.length !== 1) throw new Error(`one month of one import became ${names.length} files`)
  const made = join(folder, names[0]!)
  const path = join(setting.staging, made)
  const home = holds === 'lines' ? 'activity' : 'aggregates'
  const { size: bytes } = await stat(path)
  return [
    {
      importNo,
      holds,
      month,
      dataset,
      made,
      path: `${home}/${month}/${importNo}-${dataset}.parquet`,
      sha256: await sha256Of(path),
      bytes,
      lines: sums.reduce((count, one) => count + one.lines, 0),
      billedPence: total(sums),
    },
  ]
}

/** Writes one import's lines, a file for each month, and says what they sum to. */
export async function writeLake(
  setting: WriteSetting,
  staged: StagedFile,
): Promise<{ files: LakeFileMade[]; submissions: SubmissionMade[] }> {
  const { builder, staging, hasLocal } = setting
  const sums = await builder.read<Sums>(sumsSql(staged))
  if (sums.length === 0) return { files: [], submissions: [] }
  const output = outputOf(staged, hasLocal)
  const select = staged.format.holds === 'lines' ? linesSql(output) : totalsSql(output)
  await builder.run(writeSql(select, join(staging, folderOf(staged))))
  const files: LakeFileMade[] = []
  for (const month of new Set(sums.map((one) => one.month)))
    files.push(
      ...(await filesOfMonth(
        setting,
        staged,
        month,
        sums.filter((one) => one.month === month),
      )),
    )
  const { importNo } = staged.file
  const submissions = sums.map(({ billed_pence: billedPence, ...one }) => ({
    ...one,
    importNo,
    dataset: staged.format.dataset,
    billedPence,
  }))
  return { files, submissions }
}
