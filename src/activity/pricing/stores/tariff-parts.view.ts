import type { Database } from '#db'
import type { Pence } from '#shared'
import type {
  ApcPrice,
  EmergencyPrice,
  MarketForcesFactor,
  OutpatientPrice,
  PartName,
  TariffParts,
  TopUp,
} from '../lists/tariff.ts'
import { pricingTables } from './pricing-tables.store.ts'
import { holdersOf } from './tariff.store.ts'

const pence = (value: number | null): Pence | null => value as Pence | null

/** Reads all the prices of one list, whoever's rows they are. */
export async function readTariffParts(db: Database, tariffId: number): Promise<TariffParts> {
  const holders = await holdersOf(db, tariffId)
  const held = async <Rows>(
    part: PartName,
    read: (db: Database, holder: number) => Promise<Rows[]>,
  ): Promise<Rows[]> => (holders.has(part) ? await read(db, holders.get(part)!) : [])
  return {
    apc: await held('apc', readApc),
    outpatient: await held('outpatient', readOutpatient),
    emergency: await held('emergency', readEmergency),
    marketForces: await held('marketForces', readMarketForces),
    topUps: await held('topUps', readTopUps),
  }
}

async function readApc(db: Database, holder: number): Promise<ApcPrice[]> {
  const rows = await pricingTables(db)
    .selectFrom('pricing.apc_price as p')
    .selectAll('p')
    .where('p.tariff_id', '=', holder)
    .orderBy('p.hrg')
    .execute()
  return rows.map((row) => ({
    hrg: row.hrg,
    name: row.name,
    outpatientProcedurePence: pence(row.outpatient_procedure_pence),
    combinedPence: pence(row.combined_pence),
    dayCasePence: pence(row.day_case_pence),
    electivePence: pence(row.elective_pence),
    electiveTrimDays: row.elective_trim_days,
    nonElectivePence: pence(row.non_elective_pence),
    nonElectiveTrimDays: row.non_elective_trim_days,
    perDayPence: pence(row.per_day_pence),
    shortStayApplies: row.short_stay_applies,
    shortStayBp: row.short_stay_bp,
    shortStayPence: pence(row.short_stay_pence),
  }))
}

async function readOutpatient(db: Database, holder: number): Promise<OutpatientPrice[]> {
  const rows = await pricingTables(db)
    .selectFrom('pricing.outpatient_price as p')
    .selectAll('p')
    .where('p.tariff_id', '=', holder)
    .orderBy('p.tfc')
    .execute()
  return rows.map((row) => ({
    tfc: row.tfc,
    firstSinglePence: pence(row.first_single_pence),
    firstMultiPence: pence(row.first_multi_pence),
    followUpSinglePence: pence(row.follow_up_single_pence),
    followUpMultiPence: pence(row.follow_up_multi_pence),
  }))
}

async function readEmergency(db: Database, holder: number): Promise<EmergencyPrice[]> {
  const rows = await pricingTables(db)
    .selectFrom('pricing.ae_price as p')
    .selectAll('p')
    .where('p.tariff_id', '=', holder)
    .orderBy('p.hrg')
    .execute()
  return rows.map((row) => ({
    hrg: row.hrg,
    type12Pence: pence(row.type_1_2_pence),
    type3Pence: pence(row.type_3_pence),
  }))
}

async function readMarketForces(db: Database, holder: number): Promise<MarketForcesFactor[]> {
  const rows = await pricingTables(db)
    .selectFrom('pricing.market_forces_factor as f')
    .selectAll('f')
    .where('f.tariff_id', '=', holder)
    .orderBy('f.provider')
    .execute()
  return rows.map((row) => ({ provider: row.provider, mffMicro: row.mff_micro }))
}

async function readTopUps(db: Database, holder: number): Promise<TopUp[]> {
  const rows = await pricingTables(db)
    .selectFrom('pricing.top_up as t')
    .selectAll('t')
    .where('t.tariff_id', '=', holder)
    .orderBy('t.service_code')
    .execute()
  return rows.map((row) => ({ serviceCode: row.service_code, rateBp: row.rate_bp }))
}
