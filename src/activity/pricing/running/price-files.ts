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

/** Prices file by file into the folder: one streaming pass each, then one over what it wrote for the roll-up. */
export async function priceFiles(builder: LakeBuilder, work: PricingWork): Promise<StagedFile[]> {
  await mkdir(work.folder, { recursive: true })
  await openPriceBook(builder, work.book)
  await noteSurroundings(builder, work.allLines)
  const staged: StagedFile[] = []
  for (const file of work.files) {
    work.signal.throwIfAborted()
    staged.push(await priceFile(builder, work.folder, file))
    work.report({ stage: 'pricing', rowsDone: staged.reduce((sum, { lines }) => sum + lines, 0) })
  }
  return staged
}

const parquet = '(FORMAT parquet, COMPRESSION zstd)'

async function priceFile(
  builder: LakeBuilder,
  folder: string,
  { lakeFileId, lines }: FileToPrice,
): Promise<StagedFile> {
  const prices = join(folder, `${lakeFileId}-prices.parquet`)
  const rollup = join(folder, `${lakeFileId}-rollup.parquet`)
  await builder.run(`COPY (${pricesOf(lines)}) TO ${quoted(prices)} ${parquet}`)
  await builder.run(`COPY (${rollUpOf(lines, `read_parquet(${quoted(prices)})`)}) TO ${quoted(rollup)} ${parquet}`)
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
