import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { acceptedFiles, countedLines, currentActivity } from '#activity/import'
import { pricedFiles } from '#activity/pricing'
import { sql } from '#db'
import type { Ctx } from '#platform'
import { toMonth } from '#shared'
import { roomChecks } from '../../../src/delivery/rooms.ts'
import type { BilledFile } from './billed-file.ts'

const filesIn = (folder: string): Promise<string[]> =>
  readdir(folder, { recursive: true, withFileTypes: true }).then(
    (entries) => entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
    () => [],
  )

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

/** Every line of a month counts once, and no other. */
async function wrongTotals(ctx: Ctx, { month, lines, pence }: BilledFile): Promise<string[]> {
  const current = await currentActivity(ctx, toMonth(month))
  if (current.files.length === 0) return [`nothing counts in ${month}`]
  const [sums] = await ctx.lake.read<{ lines: number; ids: number; pence: number }>(
    `SELECT count(*) AS lines, count(DISTINCT l.line_id) AS ids, sum(l.billed_pence)::BIGINT AS pence FROM ${countedLines(ctx.lake, current)} AS l`,
  )
  const { rows } = await sql<{ lines: number; pence: number }>`
    SELECT coalesce(sum(s.lines), 0)::int8 AS lines, coalesce(sum(s.billed_pence), 0)::int8 AS pence
      FROM activity.submission AS s WHERE s.month = ${month}`.execute(ctx.db)
  const right =
    sums!.lines === lines &&
    sums!.ids === lines &&
    sums!.pence === pence &&
    rows[0]!.lines === lines &&
    rows[0]!.pence === pence
  return right
    ? []
    : [
        `${month} holds ${JSON.stringify(sums)} and says ${JSON.stringify(rows[0])}, and should hold ${lines} lines, ${pence} pence`,
      ]
}

async function unregistered(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`SELECT f.path FROM activity.lake_file AS f
    UNION SELECT p.price_path FROM pricing.priced_file AS p UNION SELECT p.rollup_path FROM pricing.priced_file AS p
    UNION SELECT b.path FROM pricing.price_book AS b`.execute(ctx.db)
  const known = new Set(rows.map(({ path }) => join(ctx.lake.folder, path)))
  const homes = ['activity', 'aggregates', 'prices', 'rollups', 'books']
  const found = (await Promise.all(homes.map((home) => filesIn(join(ctx.lake.folder, home))))).flat()
  return [
    ...found.filter((path) => !known.has(path)).map((path) => `nobody knows ${path}`),
    ...[...known].filter((path) => !found.includes(path)).map((path) => `${path} is registered and gone`),
  ]
}

async function leftOvers(ctx: Ctx): Promise<string[]> {
  const folders = [ctx.folder.path('lake', 'staging'), ctx.folder.path('incoming')]
  const left = (
    await Promise.all(folders.map(async (folder) => (await namesIn(folder)).map((name) => join(folder, name))))
  ).flat()
  const { rows } = await sql<{
    sha256: string
  }>`SELECT r.sha256 FROM activity.received_file AS r WHERE r.is_kept`.execute(ctx.db)
  const kept = new Set(rows.map(({ sha256 }) => `${sha256}.enc`))
  const raw = (await namesIn(ctx.folder.path('raw'))).filter((name) => !kept.has(name)).map((name) => `raw/${name}`)
  return [...left, ...raw].map((path) => `left over: ${path}`)
}

/** An import is received, and then refused or accepted, once; a killed one has only been received. */
async function wrongEvents(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ sha256: string; accepted: number }>`
    SELECT i.sha256, count(*)::int AS accepted FROM activity.import AS i JOIN activity.import_event AS e ON e.import_no = i.import_no
     WHERE e.event = 'accepted' GROUP BY i.sha256 HAVING count(*) > 1`.execute(ctx.db)
  return rows.map(({ sha256 }) => `the file ${sha256.slice(0, 8)} was accepted twice`)
}

async function wrongPrices(ctx: Ctx, { month }: BilledFile): Promise<string[]> {
  const [files, priced] = await Promise.all([acceptedFiles(ctx, toMonth(month)), pricedFiles(ctx, toMonth(month))])
  return files.every((file) =>
    priced.some((price) => price.lakeFileId === file.lakeFileId && price.lines === file.lines),
  )
    ? []
    : [`${month} was priced and lacks prices`]
}

/** Everything that must hold of a folder once the import that was killed has been run again. */
export async function checkFolder(
  ctx: Ctx,
  bills: readonly BilledFile[],
  priced: readonly BilledFile[],
): Promise<string[]> {
  const faults: string[] = []
  for (const bill of bills) faults.push(...(await wrongTotals(ctx, bill)))
  for (const bill of priced) faults.push(...(await wrongPrices(ctx, bill)))
  faults.push(...(await unregistered(ctx)), ...(await leftOvers(ctx)), ...(await wrongEvents(ctx)))
  for (const check of roomChecks)
    faults.push(...(await check.run(ctx)).map((words) => `verify: ${check.name}: ${words}`))
  return faults
}
