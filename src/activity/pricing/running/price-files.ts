import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type LakeBuilder } from '#lake'
import { type Progress } from '#platform'
import { noteSurroundings, openPriceBook, pricesOf, rollUpOf } from '../engine/price-table.ts'
import { quoted } from '../engine/lake-sql.ts'
import { type PriceSums } from '../stores/price-run.store.ts'

/** A file of lines to be priced, with the FROM item of those of its lines that count. */
export interface FileToPrice {
  readonly lakeFileId: number
  readonly importNo: number
  readonly dataset: string
  readonly lines: string
}

export interface PricingWork {
  readonly book: string
  /** All the lines of the month that count, whichever file they are in. */
  readonly allLines: string
  readonly files: readonly FileToPrice[]
  readonly folder: string
  report(progress: Progress): void
  readonly signal: AbortSignal
}

export interface StagedFile extends PriceSums {
  readonly lakeFileId: number
  readonly prices: string
  readonly rollup: string
}

/** Prices a month in one pass, and writes for each file of lines its prices and its roll-up into the folder. */
export async function priceFiles(builder: LakeBuilder, work: PricingWork): Promise<StagedFile[]> {
  work.signal.addEventListener('abort', () => builder.interrupt())
  await mkdir(work.folder, { recursive: true })
  await openPriceBook(builder, work.book)
  await noteSurroundings(builder, work.allLines)
  work.signal.throwIfAborted()
  return work.files.length === 1 ? [await priceAlone(builder, work)] : await priceTogether(builder, work)
}

const parquet = '(FORMAT parquet, COMPRESSION zstd)'

interface Staging {
  readonly prices: string
  readonly rollup: string
}

const stagingOf = (folder: string, { lakeFileId }: FileToPrice): Staging => ({
  prices: join(folder, `${lakeFileId}-prices.parquet`),
  rollup: join(folder, `${lakeFileId}-rollup.parquet`),
})

/** A month in one file streams from lines to prices and is never held. */
async function priceAlone(builder: LakeBuilder, { folder, files, allLines }: PricingWork): Promise<StagedFile> {
  const file = files[0]!
  const { prices, rollup } = stagingOf(folder, file)
  await builder.run(`COPY (${pricesOf(allLines)}) TO ${quoted(prices)} ${parquet}`)
  const priced = `read_parquet(${quoted(prices)})`
  await builder.run(`COPY (${rollUpOf(allLines, priced)}) TO ${quoted(rollup)} ${parquet}`)
  return { lakeFileId: file.lakeFileId, prices, rollup, ...(await sumsOf(builder, rollup)) }
}

/** Many small files cost one pass, not one each: the prices are held, then dealt out in the order of the lines. */
async function priceTogether(builder: LakeBuilder, work: PricingWork): Promise<StagedFile[]> {
  await builder.run(`CREATE OR REPLACE TEMP TABLE priced AS ${pricesOf(work.allLines)}`)
  await builder.run(`CREATE OR REPLACE TEMP TABLE rolled_up AS ${rollUpOf(work.allLines, 'priced')}`)
  const staged: StagedFile[] = []
  for (const file of work.files) {
    work.signal.throwIfAborted()
    staged.push(await dealOut(builder, work.folder, file))
    work.report({ stage: 'pricing', rowsDone: staged.reduce((sum, { lines }) => sum + lines, 0) })
  }
  return staged
}

async function dealOut(builder: LakeBuilder, folder: string, file: FileToPrice): Promise<StagedFile> {
  const { importNo, dataset, lines, lakeFileId } = file
  const { prices, rollup } = stagingOf(folder, file)
  const own = `SELECT p.* FROM priced AS p SEMI JOIN ${lines} AS l ON l.import_no = p.import_no AND l.line_no = p.line_no
    WHERE p.import_no = ${importNo}`
  const sums = `SELECT r.* FROM rolled_up AS r WHERE r.import_no = ${importNo} AND r.dataset = ${quoted(dataset)}`
  await builder.run(`COPY (${own}) TO ${quoted(prices)} ${parquet}`)
  await builder.run(`COPY (${sums}) TO ${quoted(rollup)} ${parquet}`)
  return { lakeFileId, prices, rollup, ...(await sumsOf(builder, rollup)) }
}

async function sumsOf(builder: LakeBuilder, rollup: string): Promise<PriceSums> {
  const names = [
    'lines',
    'billed_pence',
    'priced_lines',
    'price_pence',
    'difference_pence',
    'unpriced_lines',
    'unpriced_billed_pence',
  ]
  const sums = names.map((name) => `coalesce(sum(r.${name}), 0)::BIGINT AS ${name}`).join(', ')
  const [row] = await builder.read<Record<string, number>>(`SELECT ${sums} FROM read_parquet(${quoted(rollup)}) AS r`)
  const at = (name: string): number => row![name]!
  return {
    lines: at('lines'),
    billedPence: at('billed_pence'),
    pricedLines: at('priced_lines'),
    pricePence: at('price_pence'),
    differencePence: at('difference_pence'),
    unpricedLines: at('unpriced_lines'),
    unpricedBilledPence: at('unpriced_billed_pence'),
  }
}
