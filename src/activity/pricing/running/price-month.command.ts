import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type CurrentActivity, countedLines, currentActivity } from '#activity/import'
import { type Ctx, type Job, runJob } from '#platform'
import { type Month, type Pence, type Result, addPence, formatMonth, noPence, ok, refused } from '#shared'
import { insertPriceRun, listRegisteredPaths, lockMonth, nextPriceRunId } from '../stores/price-run.store.ts'
import { type KeptBook, keepPriceBook } from './keep-price-book.command.ts'
import { moveIntoPlace, sha256OfFile, sweepFolder } from './lake-file-writing.ts'
import { type StagedFile, priceFiles } from './price-files.ts'

export interface PricedMonth {
  readonly month: Month
  readonly lines: number
  readonly priced: number
  readonly unpriced: number
  readonly billedPence: Pence
  readonly pricePence: Pence
  /** Billed less price, over the lines that have both. */
  readonly differencePence: Pence
  readonly unpricedBilledPence: Pence
  readonly seconds: number
}

export const priceMonthKind = 'price-month'

type Priced = Result<PricedMonth, 'no-activity'>

/** Prices every line of a month that counts by the lists loaded now, and waits until it is done. */
export const priceMonth = (ctx: Ctx, { month }: { month: Month }): Promise<Priced> =>
  runJob(ctx, { kind: priceMonthKind, input: { month } }, (job) => priceMonthUnder(ctx, month, job))

/** The same under a run that exists already, as the worker has it. */
export async function priceMonthUnder(ctx: Ctx, month: Month, job: Job): Promise<Priced> {
  const current = await currentActivity(ctx.db, month)
  if (current.files.length === 0) {
    return refused(
      'no-activity',
      `There are no lines of ${formatMonth(month)}: import the activity of the month first.`,
    )
  }
  return ok(await priceActivity(ctx, month, current, job))
}

async function priceActivity(ctx: Ctx, month: Month, current: CurrentActivity, job: Job): Promise<PricedMonth> {
  const startedAt = ctx.clock.now()
  const began = performance.now()
  const folder = join(ctx.lake.folder, 'staging', String(job.runId))
  job.report({ stage: 'price book' })
  const book = await keepPriceBook(ctx, folder)
  const staged = await ctx.lake.build((builder) =>
    priceFiles(builder, {
      book: book.path,
      allLines: countedLines(ctx.lake, current),
      files: current.files.map((file) => ({ ...file, lines: countedLines(ctx.lake, only(current, file)) })),
      folder,
      report: job.report,
      signal: job.signal,
    }),
  )
  job.report({ stage: 'keeping' })
  await keepPrices(ctx, { month, book, startedAt, staged })
  await rm(folder, { recursive: true, force: true })
  return summaryOf(month, staged, (performance.now() - began) / 1000)
}

const only = (current: CurrentActivity, file: CurrentActivity['files'][number]): CurrentActivity => ({
  ...current,
  files: [file],
  counted: current.counted.filter(({ importNo }) => importNo === file.importNo),
})

interface Keeping {
  readonly month: Month
  readonly book: KeptBook
  readonly startedAt: Date
  readonly staged: readonly StagedFile[]
}

/** Puts the files in place and registers them in one transaction; files left by a run that died there are removed. */
async function keepPrices(ctx: Ctx, { month, book, startedAt, staged }: Keeping): Promise<void> {
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

function summaryOf(month: Month, staged: readonly StagedFile[], seconds: number): PricedMonth {
  const count = (pick: (file: StagedFile) => number): number => staged.reduce((sum, file) => sum + pick(file), 0)
  const money = (pick: (file: StagedFile) => number): Pence =>
    addPence(noPence, ...staged.map((file) => pick(file) as Pence))
  return {
    month,
    lines: count(({ lines }) => lines),
    priced: count(({ pricedLines }) => pricedLines),
    unpriced: count(({ unpricedLines }) => unpricedLines),
    billedPence: money(({ billedPence }) => billedPence),
    pricePence: money(({ pricePence }) => pricePence),
    differencePence: money(({ differencePence }) => differencePence),
    unpricedBilledPence: money(({ unpricedBilledPence }) => unpricedBilledPence),
    seconds: Math.round(seconds * 1000) / 1000,
  }
}
