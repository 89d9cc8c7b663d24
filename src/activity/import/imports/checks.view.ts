import { existsSync } from 'node:fs'
import type { Check, Ctx } from '#platform'
import { lakeFiles } from '#lake'
import { sha256Of } from '../ingest/write-lake.step.ts'
import { keptFileFaults, packFaults, pseudonymKeyFaults } from '../vault/faults.view.ts'
import { tablesOf } from './import-tables.store.ts'

const registered = (ctx: Ctx) =>
  tablesOf(ctx.db)
    .selectFrom('activity.lake_file as f')
    .select(['f.path', 'f.sha256', 'f.lines', 'f.billed_pence'])
    .orderBy('f.lake_file_id')
    .execute()

/** Every registered file is there, unchanged, and holds the lines and pence that were registered. */
async function checkFiles(ctx: Ctx): Promise<string[]> {
  const wrong: string[] = []
  for (const { path, sha256, lines, billed_pence: billed } of await registered(ctx)) {
    const whole = `${ctx.lake.folder}/${path}`
    if (!existsSync(whole)) wrong.push(`The file ${path} of the lake is missing. Restore it from a backup.`)
    else if ((await sha256Of(whole)) !== sha256)
      wrong.push(`The file ${path} of the lake was changed since it was imported. Restore it from a backup.`)
    else {
      const [sums] = await ctx.lake.read<{ lines: number; billed: number | null }>(
        `SELECT count(*) AS lines, sum(l.billed_pence)::BIGINT AS billed FROM ${lakeFiles(ctx.lake, [path])} AS l`,
      )
      if (sums!.lines !== lines || sums!.billed !== billed)
        wrong.push(`The file ${path} holds other totals than were registered.`)
    }
  }
  return wrong
}

async function checkSums(ctx: Ctx): Promise<string[]> {
  const tables = tablesOf(ctx.db)
  const [files, submissions] = await Promise.all([
    tables
      .selectFrom('activity.lake_file as f')
      .select((of) => ['f.import_no', of.fn.sum<number>('f.lines').as('lines')])
      .groupBy('f.import_no')
      .execute(),
    tables
      .selectFrom('activity.submission as s')
      .select((of) => ['s.import_no', of.fn.sum<number>('s.lines').as('lines')])
      .groupBy('s.import_no')
      .execute(),
  ])
  const sums = new Map(submissions.map((one) => [one.import_no, Number(one.lines)]))
  return files
    .filter((file) => sums.get(file.import_no) !== Number(file.lines))
    .map((file) => `Import ${file.import_no} has other lines in its files than in its months.`)
}

export const checks: readonly Check[] = [
  { name: 'files of activity are as they were imported', run: checkFiles },
  { name: 'received files are kept whole', run: keptFileFaults },
  { name: 'every pack of the vault opens', run: packFaults },
  { name: 'every key that made pseudonyms is there', run: pseudonymKeyFaults },
  { name: 'months of imports add up to their files', run: checkSums },
]
