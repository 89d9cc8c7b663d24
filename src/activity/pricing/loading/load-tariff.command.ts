import type { Ctx } from '#platform'
import { type FinancialYear, type PlainDate, type Result, formatDate, ok, refused, yearInterval } from '#shared'
import { type PartName, listOn, partNames } from '../lists/tariff.ts'
import {
  type TariffRecord,
  holdersOf,
  insertParts,
  insertTariff,
  listTariffRecords,
  lockTariffs,
} from '../stores/tariff.store.ts'
import { readTariffSource } from './read-tariff-source.ts'
import type { TariffSource } from './tariff-source.ts'

export interface TariffToLoad {
  /** A plain tariff folder, a national workbook, or one CSV file. */
  readonly source: string
  /** What its sender called it, where the path does not say. */
  readonly name?: string
  readonly year: FinancialYear
  /** The first day it holds; the first of the year unless told. */
  readonly from?: PlainDate
}

export interface LoadedTariff {
  readonly tariffId: number
  readonly year: FinancialYear
  readonly from: PlainDate
  /** True when these very contents hold already and nothing was taken. */
  readonly alreadyLoaded: boolean
  /** Rows taken, by part. */
  readonly taken: Partial<Record<PartName, number>>
  /** Parts the source did not bring, which stay as they were. */
  readonly kept: readonly PartName[]
  readonly warnings: readonly string[]
}

/**
 * Loads a year's price list, whole or not at all. A list with the same first day is replaced for the price runs to come; a later first
 * day closes the list before it. A workbook or a CSV file replaces the parts it brings; a folder is the whole list.
 */
export async function loadTariff(
  ctx: Ctx,
  wanted: TariffToLoad,
): Promise<Result<LoadedTariff, 'no-file' | 'bad-tariff' | 'bad-from'>> {
  const year = yearInterval(wanted.year)
  const from = wanted.from ?? year.from
  if (from < year.from || from >= year.to) {
    return refused(
      'bad-from',
      `${formatDate(from)} is not a day of ${wanted.year}: the first day of a list lies within its year.`,
    )
  }
  const source = await readTariffSource(wanted.source, wanted.year, wanted.name)
  if (!source.ok) return source
  return ok(await ctx.transaction((tx) => takeTariff({ ...ctx, db: tx }, source.value, wanted.year, from)))
}

async function takeTariff(ctx: Ctx, source: TariffSource, year: FinancialYear, from: PlainDate): Promise<LoadedTariff> {
  await lockTariffs(ctx.db)
  const records = await listTariffRecords(ctx.db)
  const ofYear = records.filter((record) => record.year === year)
  const followed = listOn(ofYear, from)
  const holders = followed ? await holdersOf(ctx.db, followed.tariffId) : new Map<PartName, number>()
  const brought = partNames.filter((part) => source.parts[part] !== undefined)
  const kept = partNames.filter((part) => holders.has(part) && !brought.includes(part))
  const base = { year, from, kept, warnings: source.warnings }
  if (followed?.from === from && brought.every((part) => holds(records, holders.get(part), source)))
    return { ...base, tariffId: followed.tariffId, alreadyLoaded: true, taken: {} }
  const tariffId = await insertTariff(ctx.db, recordOf(ctx, source, year, from))
  await insertParts(
    ctx.db,
    tariffId,
    source.parts,
    kept.map((part) => [part, holders.get(part)!]),
  )
  const taken = Object.fromEntries(brought.map((part) => [part, source.parts[part]!.length]))
  const detail = { year, from, source: source.name, sha256: source.sha256, taken }
  await ctx.audit(ctx.db, 'tariff.load', `tariff ${tariffId}`, detail)
  return { ...base, tariffId, alreadyLoaded: false, taken }
}

/** Whether a part in force came out of these very contents. */
const holds = (records: readonly TariffRecord[], holder: number | undefined, source: TariffSource): boolean =>
  records.find(({ tariffId }) => tariffId === holder)?.sourceSha256 === source.sha256

const recordOf = (
  ctx: Ctx,
  source: TariffSource,
  year: FinancialYear,
  from: PlainDate,
): Omit<TariffRecord, 'tariffId'> => ({
  year,
  from,
  sourceKind: source.kind,
  sourceName: source.name,
  sourceSha256: source.sha256,
  loadedAt: ctx.clock.now(),
  loadedBy: ctx.actor.name,
})
