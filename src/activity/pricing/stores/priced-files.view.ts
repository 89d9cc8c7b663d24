import type { Database } from '#db'
import type { Asker } from '#platform'
import type { Month } from '#shared'
import type { PriceSums } from './price-run.store.ts'
import { pricingTables } from './pricing-tables.store.ts'

export interface PricedFile extends PriceSums {
  readonly lakeFileId: number
  readonly priceRunId: number
  readonly month: Month
  /** Relative to the lake. */
  readonly pricePath: string
  readonly priceSha256: string
  readonly rollupPath: string
  readonly rollupSha256: string
  readonly pricedAt: Date
  readonly bookSha: string
}

/** For each file of lines of a month its latest prices. Which of the files count is the import's to say. */
export async function pricedFiles({ db }: Asker, month: Month): Promise<PricedFile[]> {
  return (await latestFiles(db, month)).map((row) => ({
    lakeFileId: row.lake_file_id,
    priceRunId: row.price_run_id,
    month: row.month as Month,
    pricePath: row.price_path,
    priceSha256: row.price_sha256,
    rollupPath: row.rollup_path,
    rollupSha256: row.rollup_sha256,
    pricedAt: row.finished_at,
    bookSha: row.book_sha,
    lines: row.lines,
    billedPence: row.billed_pence,
    pricedLines: row.priced_lines,
    pricePence: row.price_pence,
    differencePence: row.difference_pence,
    unpricedLines: row.unpriced_lines,
    unpricedBilledPence: row.unpriced_billed_pence,
  }))
}

const latestFiles = (db: Database, month: Month) =>
  pricingTables(db)
    .selectFrom('pricing.v_priced_file as f')
    .selectAll('f')
    .where('f.month', '=', month)
    .orderBy('f.lake_file_id')
    .execute()

/** Months that have been priced at all, in order. */
export async function pricedMonths(db: Database): Promise<Month[]> {
  const rows = await pricingTables(db)
    .selectFrom('pricing.price_run as r')
    .select('r.month')
    .distinct()
    .orderBy('r.month')
    .execute()
  return rows.map((row) => row.month as Month)
}
