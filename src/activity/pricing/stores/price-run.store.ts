import { type Database, sql } from '#db'
import type { Month } from '#shared'
import { pricingTables } from './pricing-tables.store.ts'

export interface BookRecord {
  readonly bookSha: string
  readonly path: string
  readonly fileSha256: string
}

export async function findBook(db: Database, bookSha: string): Promise<BookRecord | undefined> {
  const row = await pricingTables(db)
    .selectFrom('pricing.price_book as b')
    .selectAll('b')
    .where('b.book_sha', '=', bookSha)
    .executeTakeFirst()
  return row && { bookSha: row.book_sha, path: row.path, fileSha256: row.file_sha256 }
}

export async function listBooks(db: Database): Promise<BookRecord[]> {
  const rows = await pricingTables(db)
    .selectFrom('pricing.price_book as b')
    .selectAll('b')
    .orderBy('b.built_at')
    .execute()
  return rows.map((row) => ({ bookSha: row.book_sha, path: row.path, fileSha256: row.file_sha256 }))
}

/** Two runs may build the same book at the same moment; the first row stands. */
export async function insertBook(tx: Database, book: BookRecord, builtAt: Date): Promise<void> {
  await pricingTables(tx)
    .insertInto('pricing.price_book')
    .values({ book_sha: book.bookSha, path: book.path, file_sha256: book.fileSha256, built_at: builtAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The number a run will have, known before its files are named. */
export async function nextPriceRunId(db: Database): Promise<number> {
  const next = sql<{ id: number }>`SELECT nextval(pg_get_serial_sequence('pricing.price_run', 'price_run_id')) AS id`
  const { rows } = await next.execute(db)
  return rows[0]!.id
}

/** Files of a month are put in place under this lock, so whatever lies there unregistered belongs to a run that died. */
export const lockMonth = (tx: Database, month: Month): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(7100005, hashtext(${month}))`.execute(tx)

export interface PriceRunRecord {
  readonly priceRunId: number
  readonly month: Month
  readonly bookSha: string
  readonly startedAt: Date
  readonly finishedAt: Date
  readonly pricedBy: string
}

export interface PriceSums {
  readonly lines: number
  readonly billedPence: number
  readonly pricedLines: number
  readonly pricePence: number
  readonly differencePence: number
  readonly unpricedLines: number
  readonly unpricedBilledPence: number
}

export interface PricedFileRecord extends PriceSums {
  readonly lakeFileId: number
  readonly pricePath: string
  readonly priceSha256: string
  readonly rollupPath: string
  readonly rollupSha256: string
}

export async function insertPriceRun(
  tx: Database,
  run: PriceRunRecord,
  files: readonly PricedFileRecord[],
): Promise<void> {
  await pricingTables(tx)
    .insertInto('pricing.price_run')
    .values({
      price_run_id: run.priceRunId,
      month: run.month,
      book_sha: run.bookSha,
      started_at: run.startedAt,
      finished_at: run.finishedAt,
      priced_by: run.pricedBy,
    })
    .execute()
  const rows = files.map((file) => ({
    price_run_id: run.priceRunId,
    lake_file_id: file.lakeFileId,
    price_path: file.pricePath,
    price_sha256: file.priceSha256,
    rollup_path: file.rollupPath,
    rollup_sha256: file.rollupSha256,
    lines: file.lines,
    billed_pence: file.billedPence,
    priced_lines: file.pricedLines,
    price_pence: file.pricePence,
    difference_pence: file.differencePence,
    unpriced_lines: file.unpricedLines,
    unpriced_billed_pence: file.unpricedBilledPence,
  }))
  if (rows.length > 0) await pricingTables(tx).insertInto('pricing.priced_file').values(rows).execute()
}

/** Every file of prices and roll-ups ever registered for a month. */
export async function listRegisteredPaths(db: Database, month: Month): Promise<Set<string>> {
  const rows = await pricingTables(db)
    .selectFrom('pricing.priced_file as f')
    .innerJoin('pricing.price_run as r', 'r.price_run_id', 'f.price_run_id')
    .select(['f.price_path', 'f.rollup_path'])
    .where('r.month', '=', month)
    .execute()
  return new Set(rows.flatMap((row) => [row.price_path, row.rollup_path]))
}
