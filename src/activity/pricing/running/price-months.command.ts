import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { currentActivity } from '#activity/import'
import type { LakeBuilder } from '#lake'
import { type Ctx, type Job, type JobRequest, runJob } from '#platform'
import { type Month, type Result, formatMonth, ok, refused } from '#shared'
import { openPriceBook } from '../engine/price-table.ts'
import { type KeptBook, keepPriceBook } from './keep-price-book.command.ts'
import { keepPrices } from './keep-prices.command.ts'
import { type MonthToPrice, batchesOf, linesOf, linesOfMonths } from './months-to-price.ts'
import { type StagedFile, priceFiles } from './price-files.ts'
import { type PricedMonth, pricedMonth } from './priced-month.ts'

export const priceMonthsKind = 'price-months'

/** What is asked of the worker. */
export const pricingRequest = (months: readonly string[]): JobRequest => ({
  kind: priceMonthsKind,
  permission: 'activity.price',
  input: { months },
})

type Priced<Value> = Result<Value, 'no-activity'>

/** Prices every line of some months that counts by the lists loaded now, and waits until it is done. */
export const priceMonths = (ctx: Ctx, { months }: { months: readonly Month[] }): Promise<Priced<PricedMonth[]>> =>
  runJob(ctx, pricingRequest(months), (job) => priceMonthsUnder(ctx, months, job))

/** The same of one month. */
export async function priceMonth(ctx: Ctx, { month }: { month: Month }): Promise<Priced<PricedMonth>> {
  const priced = await priceMonths(ctx, { months: [month] })
  return priced.ok ? ok(priced.value[0]!) : priced
}

/**
 * The same under a run that exists already, as the worker has it. A month without activity refuses them all. What is
 * priced is kept month by month, so a run cut short leaves whole months behind, priced anew or as they were.
 */
export async function priceMonthsUnder(ctx: Ctx, months: readonly Month[], job: Job): Promise<Priced<PricedMonth[]>> {
  const wanted: MonthToPrice[] = []
  for (const month of [...new Set(months)].toSorted()) {
    const current = await currentActivity(ctx, month)
    if (current.files.length === 0) return noActivity(month)
    wanted.push({ month, current })
  }
  return ok(await priceActivity(ctx, wanted, job))
}

const noActivity = (month: Month): Priced<never> =>
  refused('no-activity', `There are no lines of ${formatMonth(month)}: import the activity of the month first.`)

async function priceActivity(ctx: Ctx, months: readonly MonthToPrice[], job: Job): Promise<PricedMonth[]> {
  // Named by the process, so that the next one to open the data folder takes it away should this one die.
  const folder = join(ctx.lake.folder, 'staging', `${process.pid}-price-${job.runId}`)
  job.report({ stage: 'price book' })
  const book = await keepPriceBook(ctx, folder)
  const work = { ctx, job, book, folder }
  try {
    return await ctx.lake.build((builder) => priceBatches(work, builder, batchesOf(months)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Pricing {
  readonly ctx: Ctx
  readonly job: Job
  readonly book: KeptBook
  readonly folder: string
}

/** Prices batch after batch with one engine and one book. While one is priced, the one before is put in its place. */
async function priceBatches(
  pricing: Pricing,
  builder: LakeBuilder,
  batches: readonly MonthToPrice[][],
): Promise<PricedMonth[]> {
  const { job, book } = pricing
  const stop = (): void => builder.interrupt()
  job.signal.addEventListener('abort', stop, { once: true })
  const kept: Promise<PricedMonth[]>[] = []
  try {
    await openPriceBook(builder, book.path)
    for (const [at, batch] of batches.entries()) {
      job.signal.throwIfAborted()
      job.report({
        stage: 'pricing',
        rowsDone: linesOf(batches.slice(0, at).flat()),
        rowsTotal: linesOf(batches.flat()),
      })
      const staged = await priceBatch(pricing, builder, batch, at)
      await kept.at(-1)
      kept.push(keepBatch(pricing, batch, staged))
      // A fault is thrown where it is awaited, once the engine is at rest.
      kept.at(-1)!.catch(() => undefined)
    }
    return (await Promise.all(kept)).flat()
  } finally {
    job.signal.removeEventListener('abort', stop)
    await Promise.allSettled(kept)
  }
}

interface StagedBatch {
  readonly files: readonly StagedFile[]
  readonly startedAt: Date
  readonly seconds: number
}

async function priceBatch(
  { ctx, folder }: Pricing,
  builder: LakeBuilder,
  batch: readonly MonthToPrice[],
  at: number,
): Promise<StagedBatch> {
  const startedAt = ctx.clock.now()
  const began = performance.now()
  const own = join(folder, String(at))
  await mkdir(own, { recursive: true })
  const files = await priceFiles(builder, {
    lines: linesOfMonths(ctx.lake, batch),
    files: batch.flatMap(({ current }) => current.files),
    folder: own,
  })
  return { files, startedAt, seconds: (performance.now() - began) / 1000 }
}

async function keepBatch(
  { ctx, book }: Pricing,
  batch: readonly MonthToPrice[],
  { files, startedAt, seconds }: StagedBatch,
): Promise<PricedMonth[]> {
  const priced: PricedMonth[] = []
  for (const { month, current } of batch) {
    const staged = files.filter(({ lakeFileId }) => current.files.some((file) => file.lakeFileId === lakeFileId))
    await keepPrices(ctx, { month, book, startedAt, staged })
    priced.push(pricedMonth(month, staged, seconds / batch.length))
  }
  return priced
}
