import { type Database, sql } from '#db'
import type { FinancialYear, PlainDate } from '#shared'
import { type PartName, type TariffParts, type TariffVersion, partNames } from '../lists/tariff.ts'
import { batchesOf, pricingTables } from './pricing-tables.store.ts'

/** A loading of a price list, with where it came from. */
export interface TariffRecord extends TariffVersion {
  readonly sourceKind: string
  readonly sourceName: string
  readonly sourceSha256: string
  readonly loadedAt: Date
  readonly loadedBy: string
}

export async function listTariffRecords(db: Database): Promise<TariffRecord[]> {
  const rows = await pricingTables(db).selectFrom('pricing.tariff as t').selectAll('t').orderBy('t.tariff_id').execute()
  return rows.map((row) => ({
    tariffId: row.tariff_id,
    year: row.tariff_year as FinancialYear,
    from: row.valid_from as PlainDate,
    sourceKind: row.source_kind,
    sourceName: row.source_name,
    sourceSha256: row.source_sha256,
    loadedAt: row.loaded_at,
    loadedBy: row.loaded_by,
  }))
}

/** Two loadings at once would each follow a list that the other has just replaced. */
export const lockTariffs = (tx: Database): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(7100004, hashtext('pricing.tariff'))`.execute(tx)

export async function insertTariff(tx: Database, tariff: Omit<TariffRecord, 'tariffId'>): Promise<number> {
  const row = await pricingTables(tx)
    .insertInto('pricing.tariff')
    .values({
      tariff_year: tariff.year,
      valid_from: tariff.from,
      source_kind: tariff.sourceKind,
      source_name: tariff.sourceName,
      source_sha256: tariff.sourceSha256,
      loaded_at: tariff.loadedAt,
      loaded_by: tariff.loadedBy,
    })
    .returning('tariff_id')
    .executeTakeFirstOrThrow()
  return row.tariff_id
}

/** Writes the parts a source brought, and points at the rows of an earlier list for the parts kept. */
export async function insertParts(
  tx: Database,
  tariffId: number,
  own: Partial<TariffParts>,
  kept: readonly (readonly [PartName, number])[],
): Promise<void> {
  const brought = partNames.filter((part) => own[part]).map((part) => [part, tariffId] as const)
  const rows = [...brought, ...kept].map(([part, holder]) => ({ tariff_id: tariffId, part, held_by: holder }))
  if (rows.length > 0) await pricingTables(tx).insertInto('pricing.tariff_part').values(rows).execute()
  await insertApc(tx, tariffId, own.apc ?? [])
  await insertOutpatient(tx, tariffId, own.outpatient ?? [])
  await insertOthers(tx, tariffId, own)
}

/** Whose rows each part of a list is made of. */
export async function holdersOf(db: Database, tariffId: number): Promise<Map<PartName, number>> {
  const rows = await pricingTables(db)
    .selectFrom('pricing.tariff_part as p')
    .select(['p.part', 'p.held_by'])
    .where('p.tariff_id', '=', tariffId)
    .execute()
  return new Map(rows.map((row) => [row.part as PartName, row.held_by]))
}

async function insertApc(tx: Database, tariff_id: number, prices: TariffParts['apc']): Promise<void> {
  for (const batch of batchesOf(prices)) {
    await pricingTables(tx)
      .insertInto('pricing.apc_price')
      .values(
        batch.map((price) => ({
          tariff_id,
          hrg: price.hrg,
          name: price.name,
          outpatient_procedure_pence: price.outpatientProcedurePence,
          combined_pence: price.combinedPence,
          day_case_pence: price.dayCasePence,
          elective_pence: price.electivePence,
          elective_trim_days: price.electiveTrimDays,
          non_elective_pence: price.nonElectivePence,
          non_elective_trim_days: price.nonElectiveTrimDays,
          per_day_pence: price.perDayPence,
          short_stay_applies: price.shortStayApplies,
          short_stay_bp: price.shortStayBp,
          short_stay_pence: price.shortStayPence,
        })),
      )
      .execute()
  }
}

async function insertOutpatient(tx: Database, tariff_id: number, prices: TariffParts['outpatient']): Promise<void> {
  for (const batch of batchesOf(prices)) {
    await pricingTables(tx)
      .insertInto('pricing.outpatient_price')
      .values(
        batch.map((price) => ({
          tariff_id,
          tfc: price.tfc,
          first_single_pence: price.firstSinglePence,
          first_multi_pence: price.firstMultiPence,
          follow_up_single_pence: price.followUpSinglePence,
          follow_up_multi_pence: price.followUpMultiPence,
        })),
      )
      .execute()
  }
}

async function insertOthers(
  tx: Database,
  tariff_id: number,
  { emergency = [], marketForces = [], topUps = [] }: Partial<TariffParts>,
): Promise<void> {
  const tables = pricingTables(tx)
  for (const batch of batchesOf(emergency)) {
    const rows = batch.map(({ hrg, type12Pence, type3Pence }) => ({
      tariff_id,
      hrg,
      type_1_2_pence: type12Pence,
      type_3_pence: type3Pence,
    }))
    await tables.insertInto('pricing.ae_price').values(rows).execute()
  }
  for (const batch of batchesOf(marketForces)) {
    const rows = batch.map(({ provider, mffMicro }) => ({ tariff_id, provider, mff_micro: mffMicro }))
    await tables.insertInto('pricing.market_forces_factor').values(rows).execute()
  }
  for (const batch of batchesOf(topUps)) {
    const rows = batch.map(({ serviceCode, rateBp }) => ({ tariff_id, service_code: serviceCode, rate_bp: rateBp }))
    await tables.insertInto('pricing.top_up').values(rows).execute()
  }
}
