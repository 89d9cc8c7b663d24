import { basename, join } from 'node:path'
import type { Ctx } from '#platform'
import type { Month } from '#shared'
import { insertPriceRun, listRegisteredPaths, lockMonth, nextPriceRunId } from '../stores/price-run.store.ts'
import type { KeptBook } from './keep-price-book.command.ts'
import { moveIntoPlace, sha256OfFile, sweepFolder } from './lake-file-writing.ts'
import type { StagedFile } from './price-files.ts'

export interface Keeping {
  readonly month: Month
  readonly book: KeptBook
  readonly startedAt: Date
  readonly staged: readonly StagedFile[]
}

/** Puts the files in place and registers them in one transaction; files left by a run that died there are removed. */
export async function keepPrices(ctx: Ctx, { month, book, startedAt, staged }: Keeping): Promise<void> {
  const priceRunId = await nextPriceRunId(ctx.db)
  const files = await Promise.all(
    staged.map(async (file) => ({
      ...file,
      pricePath: `prices/${month}/${file.lakeFileId}-${priceRunId}.parquet`,
      priceSha256: await sha256OfFile(file.prices),
      rollupPath: `rollups/${month}/${file.lakeFileId}-${priceRunId}.parquet`,
      rollupSha256: await sha256OfFile(file.rollup),
    })),
  )
  await ctx.transaction(async (tx) => {
    await lockMonth(tx, month)
    const registered = await listRegisteredPaths(tx, month)
    for (const kind of ['prices', 'rollups']) await sweepMonth(ctx, `${kind}/${month}`, registered)
    for (const file of files) {
      await moveIntoPlace(file.prices, join(ctx.lake.folder, file.pricePath))
      await moveIntoPlace(file.rollup, join(ctx.lake.folder, file.rollupPath))
    }
    const run = {
      priceRunId,
      month,
      bookSha: book.bookSha,
      startedAt,
      finishedAt: ctx.clock.now(),
      pricedBy: ctx.actor.name,
    }
    await insertPriceRun(tx, run, files)
    await ctx.audit(tx, 'month.price', month, { priceRunId, book: book.bookSha, files: files.length })
  })
}

async function sweepMonth(ctx: Ctx, folder: string, registered: ReadonlySet<string>): Promise<void> {
  const path = (name: string): string => join(ctx.lake.folder, folder, basename(name))
  await sweepFolder(join(ctx.lake.folder, folder), (name) => registered.has(`${folder}/${name}`), path)
}
