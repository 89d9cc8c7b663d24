import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { lakeFiles } from '#lake'
import type { Check, Ctx } from '#platform'
import { formatMonth } from '#shared'
import { listBooks } from '../stores/price-run.store.ts'
import { type PricedFile, pricedFiles, pricedMonths } from '../stores/priced-files.view.ts'
import { sha256OfFile } from './lake-file-writing.ts'

/** What is wrong with a file of the lake against the hash it was registered with. */
async function faultsOf(ctx: Ctx, path: string, sha256: string): Promise<string[]> {
  const whole = join(ctx.lake.folder, path)
  if (!existsSync(whole)) return [`${path} is registered and is not in the lake.`]
  return (await sha256OfFile(whole)) === sha256
    ? []
    : [`${path} is not the file that was registered: its hash differs.`]
}

async function eachPricedFile(ctx: Ctx, check: (ctx: Ctx, file: PricedFile) => Promise<string[]>): Promise<string[]> {
  const faults: string[] = []
  for (const month of await pricedMonths(ctx.db)) {
    for (const file of await pricedFiles(ctx, month)) faults.push(...(await check(ctx, file)))
  }
  return faults
}

async function hashFaults(ctx: Ctx, file: PricedFile): Promise<string[]> {
  return [
    ...(await faultsOf(ctx, file.pricePath, file.priceSha256)),
    ...(await faultsOf(ctx, file.rollupPath, file.rollupSha256)),
  ]
}

const sumQueries = {
  rollup: `coalesce(sum(f.lines), 0)::BIGINT AS lines, coalesce(sum(f.priced_lines), 0)::BIGINT AS priced,
    coalesce(sum(f.price_pence), 0)::BIGINT AS pence`,
  prices: `count(*) AS lines, count(f.price_pence) AS priced, coalesce(sum(f.price_pence), 0)::BIGINT AS pence`,
}

interface Sums {
  readonly lines: number
  readonly priced: number
  readonly pence: number
}

async function sumsOf(ctx: Ctx, path: string, sums: string): Promise<Sums> {
  const [row] = await ctx.lake.read<Sums>(`SELECT ${sums} FROM ${lakeFiles(ctx.lake, [path])} AS f`)
  return row!
}

const same = (a: Sums, b: Sums): boolean => a.lines === b.lines && a.priced === b.priced && a.pence === b.pence

/** The same lines and the same pence by line, in the roll-up, and in what was registered. */
async function sumFaults(ctx: Ctx, file: PricedFile): Promise<string[]> {
  if (!existsSync(join(ctx.lake.folder, file.pricePath)) || !existsSync(join(ctx.lake.folder, file.rollupPath)))
    return []
  const registered = { lines: file.lines, priced: file.pricedLines, pence: file.pricePence }
  const prices = await sumsOf(ctx, file.pricePath, sumQueries.prices)
  const rollup = await sumsOf(ctx, file.rollupPath, sumQueries.rollup)
  if (same(prices, rollup) && same(prices, registered)) return []
  return [
    `The prices of file ${file.lakeFileId} of ${formatMonth(file.month)} do not add up: ${prices.pence} pence by line, ` +
      `${rollup.pence} in the roll-up, ${registered.pence} registered. Price the month again.`,
  ]
}

async function bookFaults(ctx: Ctx): Promise<string[]> {
  const faults = []
  for (const book of await listBooks(ctx.db)) faults.push(...(await faultsOf(ctx, book.path, book.fileSha256)))
  return faults
}

/** What `locality verify` holds the prices to. */
export const checks: readonly Check[] = [
  { name: 'every file of prices is in the lake as it was registered', run: (ctx) => eachPricedFile(ctx, hashFaults) },
  { name: 'the roll-ups add up to the prices of the lines', run: (ctx) => eachPricedFile(ctx, sumFaults) },
  { name: 'every price book is in the lake as it was registered', run: bookFaults },
]
