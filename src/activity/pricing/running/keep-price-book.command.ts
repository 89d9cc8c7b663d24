import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Ctx } from '#platform'
import { readBookFacts, bookShaOf } from '../book/book-facts.view.ts'
import { writePriceBook } from '../book/write-price-book.ts'
import { findBook, insertBook } from '../stores/price-run.store.ts'
import { moveIntoPlace, sha256OfFile } from './lake-file-writing.ts'

export interface KeptBook {
  readonly bookSha: string
  /** Where its file lies, in full. */
  readonly path: string
}

/** The price book of what is loaded now: the one there is, or a new one where something has changed. */
export async function keepPriceBook(ctx: Ctx, stagingFolder: string): Promise<KeptBook> {
  const bookSha = await bookShaOf(ctx.db)
  const relative = `books/${bookSha}.parquet`
  const path = join(ctx.lake.folder, relative)
  if ((await findBook(ctx.db, bookSha)) && existsSync(path)) return { bookSha, path }
  const facts = await readBookFacts(ctx.db)
  const staged = join(stagingFolder, 'book.parquet')
  await mkdir(dirname(staged), { recursive: true })
  await ctx.lake.build((builder) => writePriceBook(builder, facts, staged))
  const fileSha256 = await sha256OfFile(staged)
  await moveIntoPlace(staged, path)
  await ctx.transaction((tx) => insertBook(tx, { bookSha, path: relative, fileSha256 }, ctx.clock.now()))
  return { bookSha, path }
}
