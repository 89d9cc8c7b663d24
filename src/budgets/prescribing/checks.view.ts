import { existsSync } from 'node:fs'
import { lakeFiles } from '#lake'
import { sql } from '#db'
import type { Check, Ctx } from '#platform'
import { sha256Of } from './imports/keep-files.step.ts'
import { tablesOf } from './imports/prescribing-tables.store.ts'

/** Every registered file is there and unchanged. */
async function checkFiles(ctx: Ctx): Promise<string[]> {
  const wrong: string[] = []
  const files = await tablesOf(ctx.db).selectFrom('prescribing.lake_file as f').select(['f.path', 'f.sha256']).execute()
  for (const { path, sha256 } of files) {
    const whole = `${ctx.lake.folder}/${path}`
    if (!existsSync(whole)) wrong.push(`The file ${path} of the lake is missing. Restore it from a backup.`)
    else if ((await sha256Of(whole)) !== sha256)
      wrong.push(`The file ${path} of the lake was changed since it was taken in. Restore it from a backup.`)
  }
  return wrong
}

interface Sums {
  readonly items: number
  readonly nic: number
  readonly actual: number
}

/** What practices spent is what the roll-up has, which is what the rows have to the half penny of each practice. */
async function checkSums(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<Sums & { import_no: number; path: string }>`
    SELECT f.import_no, f.path, sum(s.items)::bigint AS items, sum(s.nic_pence)::bigint AS nic, sum(s.actual_pence)::bigint AS actual
      FROM prescribing.lake_file AS f JOIN prescribing.spend AS s USING (import_no) WHERE f.holds = 'rollup'
     GROUP BY f.import_no, f.path ORDER BY f.import_no`.execute(ctx.db)
  const wrong: string[] = []
  for (const { import_no: importNo, path, ...kept } of rows) {
    if (!existsSync(`${ctx.lake.folder}/${path}`)) continue
    const [found] = await ctx.lake.read<Sums>(`SELECT sum(r.items)::BIGINT AS items, sum(r.nic_pence)::BIGINT AS nic,
      sum(r.actual_pence)::BIGINT AS actual FROM ${lakeFiles(ctx.lake, [path])} AS r`)
    if (found!.items !== kept.items || found!.nic !== kept.nic || found!.actual !== kept.actual)
      wrong.push(
        `Import ${importNo} of prescribing adds up to something else than its rows. Withdraw it and take its file in again.`,
      )
  }
  return wrong
}

/** What `locality verify` holds prescribing to. */
export const checks: readonly Check[] = [
  { name: 'files of prescribing are as they were taken in', run: checkFiles },
  { name: 'what practices spent on prescribing is what its rows say', run: checkSums },
]
