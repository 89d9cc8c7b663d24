import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ctx } from '#platform'
import { type FinancialYear, type Pence, toPence } from '#shared'
import { readBookFacts } from '../book/book-facts.view.ts'
import { writePriceBook } from '../book/write-price-book.ts'
import { openPriceBook, pricesAtYear } from '../engine/price-table.ts'

/** What a practice’s lines of one point of delivery come to at the prices of a year. Empty codes stand for lines that carry none. */
export interface SumAtYear {
  readonly practice: string
  readonly pod: string
  readonly lines: number
  readonly billedPence: Pence
  /** A line that the year has no price for is taken at what was billed. */
  readonly pricedPence: Pence
}

type Row = { practice: string; pod: string; lines: number; billed_pence: number; priced_pence: number }

const summed = (prices: string): string => `
  SELECT coalesce(p.practice, '') AS practice, coalesce(p.pod, '') AS pod, count(*)::BIGINT AS lines,
    coalesce(sum(p.billed_pence), 0)::BIGINT AS billed_pence,
    coalesce(sum(coalesce(p.price_pence, p.billed_pence)), 0)::BIGINT AS priced_pence
  FROM (${prices}) AS p GROUP BY 1, 2 ORDER BY 1, 2`

/**
 * Prices lines once more at the prices of a year, whichever year they are of, and adds them up. `lines` is a FROM item of whole months that
 * count. Nothing is kept: whoever asks keeps it. About as long as pricing the months takes: 1.5 seconds for 300,000 lines.
 */
export async function sumsAtYear(
  ctx: Pick<Ctx, 'db' | 'lake'>,
  { lines, year }: { readonly lines: string; readonly year: FinancialYear },
): Promise<SumAtYear[]> {
  const facts = await readBookFacts(ctx.db)
  const folder = await mkdtemp(join(tmpdir(), 'locality-book-'))
  try {
    const rows = await ctx.lake.build(
      async (builder) => {
        const book = join(folder, 'book.parquet')
        await writePriceBook(builder, facts, book)
        await openPriceBook(builder, book)
        return builder.read<Row>(summed(await pricesAtYear(builder, { lines, year })))
      },
      { folders: [folder] },
    )
    return rows.map((row) => ({
      practice: row.practice,
      pod: row.pod,
      lines: row.lines,
      billedPence: toPence(row.billed_pence),
      pricedPence: toPence(row.priced_pence),
    }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
