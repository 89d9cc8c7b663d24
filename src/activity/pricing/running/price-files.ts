import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { LakeBuilder } from '#lake'
import { pricesByFile, rollUpByFile } from '../engine/price-table.ts'
import { quoted } from '../engine/lake-sql.ts'
import type { PriceSums } from '../stores/price-run.store.ts'

/** A file of lines to be priced. */
export interface FileToPrice {
  readonly lakeFileId: number
  readonly importNo: number
  readonly month: string
  readonly dataset: string
}

export interface PricingWork {
  /** A FROM item of the lines that count of some whole months, whichever file they are in. */
  readonly lines: string
  readonly files: readonly FileToPrice[]
  /** Empty; what is made is put there. */
  readonly folder: string
}

export interface StagedFile extends PriceSums {
  readonly lakeFileId: number
  readonly prices: string
  readonly rollup: string
}

/** Which file a line came from is known by three columns of it. */
async function noteFiles(builder: LakeBuilder, files: readonly FileToPrice[]): Promise<void> {
  const rows = files.map(({ lakeFileId, importNo, month, dataset }) => [lakeFileId, importNo, month, dataset])
  await builder.run(
    `CREATE OR REPLACE TEMP TABLE file_to_price (lake_file_id INTEGER, import_no INTEGER, month VARCHAR, dataset VARCHAR)`,
  )
  await builder.insertRows('file_to_price', rows)
}

const withFiles = (lines: string): string => `(SELECT l.*, f.lake_file_id FROM ${lines} AS l
  JOIN file_to_price AS f ON f.import_no = l.import_no AND f.month = l.month AND f.dataset = l.dataset)`

const parquet = 'FORMAT parquet, COMPRESSION zstd'

/** Writes rows, a Parquet file for each file of lines, into a folder. */
const writeByFile = (builder: LakeBuilder, select: string, folder: string): Promise<void> =>
  builder.run(`COPY (${select}) TO ${quoted(folder)} (${parquet}, PARTITION_BY (lake_file_id))`)

const readByFile = (folder: string): string =>
  `read_parquet(${quoted(join(folder, '*', '*.parquet'))}, hive_partitioning = true, hive_types = {'lake_file_id': INTEGER})`

/** Where the file of each one is. One none of whose lines count has prices all the same, of nothing. */
async function fileIn(builder: LakeBuilder, folder: string, { lakeFileId }: FileToPrice): Promise<string> {
  const part = join(folder, `lake_file_id=${lakeFileId}`)
  const names = await readdir(part).catch(() => [])
  if (names.length > 1) throw new Error(`the prices of one file became ${names.length} files`)
  if (names[0]) return join(part, names[0])
  const empty = `SELECT * EXCLUDE (lake_file_id) FROM ${readByFile(folder)} WHERE false`
  await builder.run(`COPY (${empty}) TO ${quoted(`${part}.parquet`)} (${parquet})`)
  return `${part}.parquet`
}

const filesIn = (builder: LakeBuilder, folder: string, { files }: PricingWork): Promise<string[]> =>
  Promise.all(files.map((file) => fileIn(builder, folder, file)))

/**
 * Prices whole months in one pass and writes for each file of lines its prices and its roll-up into the folder. Several
 * months together keep both cores busy: one of 98,000 lines is less than a row group, so one thread works on it.
 */
export async function priceFiles(builder: LakeBuilder, work: PricingWork): Promise<StagedFile[]> {
  const [prices, rollups] = [join(work.folder, 'prices'), join(work.folder, 'rollups')]
  await noteFiles(builder, work.files)
  await writeByFile(builder, await pricesByFile(builder, withFiles(work.lines)), prices)
  await writeByFile(builder, rollUpByFile(readByFile(prices), 'file_to_price'), rollups)
  const sums = await sumsByFile(builder, rollups)
  const [priceFiles, rollupFiles] = [await filesIn(builder, prices, work), await filesIn(builder, rollups, work)]
  return work.files.map(({ lakeFileId }, at) => ({
    lakeFileId,
    prices: priceFiles[at]!,
    rollup: rollupFiles[at]!,
    ...(sums.get(lakeFileId) ?? nothing),
  }))
}

const nothing: PriceSums = {
  lines: 0,
  billedPence: 0,
  pricedLines: 0,
  pricePence: 0,
  differencePence: 0,
  unpricedLines: 0,
  unpricedBilledPence: 0,
}

const summed = [
  'lines',
  'billed_pence',
  'priced_lines',
  'price_pence',
  'difference_pence',
  'unpriced_lines',
  'unpriced_billed_pence',
] as const

async function sumsByFile(builder: LakeBuilder, rollups: string): Promise<Map<number, PriceSums>> {
  const sums = summed.map((name) => `sum(r.${name})::BIGINT AS ${name}`).join(', ')
  const rows = await builder.read<Record<(typeof summed)[number] | 'lake_file_id', number>>(
    `SELECT r.lake_file_id, ${sums} FROM ${readByFile(rollups)} AS r GROUP BY r.lake_file_id`,
  )
  return new Map(rows.map((row) => [row.lake_file_id, priceSums(row)]))
}

const priceSums = (row: Record<(typeof summed)[number], number>): PriceSums => ({
  lines: row.lines,
  billedPence: row.billed_pence,
  pricedLines: row.priced_lines,
  pricePence: row.price_pence,
  differencePence: row.difference_pence,
  unpricedLines: row.unpriced_lines,
  unpricedBilledPence: row.unpriced_billed_pence,
})
