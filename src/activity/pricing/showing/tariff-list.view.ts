import type { Database } from '#db'
import type { FinancialYear, PlainDate } from '#shared'
import { listsInForce, type PartName } from '../lists/tariff.ts'
import { pricingTables } from '../stores/pricing-tables.store.ts'
import { type TariffRecord, holdersOf, listTariffRecords } from '../stores/tariff.store.ts'

/** One loading of a price list, and the days it holds now; none when a later loading took its place. */
export interface ListedTariff {
  readonly tariffId: number
  readonly year: FinancialYear
  readonly from: PlainDate
  readonly inForce: { readonly from: PlainDate; readonly to: PlainDate } | null
  readonly sourceName: string
  readonly sourceSha256: string
  readonly loadedAt: Date
  readonly loadedBy: string
  /** Rows of each part, its own or taken over. */
  readonly rows: Readonly<Record<PartName, number>>
}

const partTables = {
  apc: 'pricing.apc_price',
  outpatient: 'pricing.outpatient_price',
  emergency: 'pricing.ae_price',
  marketForces: 'pricing.market_forces_factor',
  topUps: 'pricing.top_up',
} as const

async function countRows(db: Database, part: PartName): Promise<Map<number, number>> {
  const rows = await pricingTables(db)
    .selectFrom(partTables[part])
    .select((build) => ['tariff_id', build.fn.countAll<number>().as('rows')])
    .groupBy('tariff_id')
    .execute()
  return new Map(rows.map((row) => [row.tariff_id, Number(row.rows)]))
}

/** Every list ever loaded, the latest year first. */
export async function listTariffs(db: Database): Promise<ListedTariff[]> {
  const records = await listTariffRecords(db)
  const counts = {
    apc: await countRows(db, 'apc'),
    outpatient: await countRows(db, 'outpatient'),
    emergency: await countRows(db, 'emergency'),
    marketForces: await countRows(db, 'marketForces'),
    topUps: await countRows(db, 'topUps'),
  }
  const listed = []
  for (const record of records) listed.push(await listedTariff(db, record, records, counts))
  return listed.toSorted((a, b) => (a.from === b.from ? b.tariffId - a.tariffId : a.from < b.from ? 1 : -1))
}

type Counts = Readonly<Record<PartName, ReadonlyMap<number, number>>>

async function listedTariff(
  db: Database,
  record: TariffRecord,
  records: readonly TariffRecord[],
  counts: Counts,
): Promise<ListedTariff> {
  const holders = await holdersOf(db, record.tariffId)
  const rowsOf = (part: PartName): number => counts[part].get(holders.get(part) ?? -1) ?? 0
  const held = listsInForce(records).find(({ version }) => version.tariffId === record.tariffId)
  return {
    ...record,
    inForce: held ? { from: held.from, to: held.to } : null,
    rows: {
      apc: rowsOf('apc'),
      outpatient: rowsOf('outpatient'),
      emergency: rowsOf('emergency'),
      marketForces: rowsOf('marketForces'),
      topUps: rowsOf('topUps'),
    },
  }
}
