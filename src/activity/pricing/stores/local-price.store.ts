import type { Database } from '#db'
import type { Pence, PlainDate } from '#shared'
import type { ContractRounding, LocalPrice } from '../lists/local-price.ts'
import { batchesOf, pricingTables } from './pricing-tables.store.ts'

export interface LocalPriceListRecord {
  readonly sourceName: string
  readonly sourceSha256: string
  readonly loadedAt: Date
  readonly loadedBy: string
}

export async function findLocalPriceList(
  db: Database,
  sha256: string,
): Promise<{ listId: number; loadedAt: Date } | undefined> {
  const row = await pricingTables(db)
    .selectFrom('pricing.local_price_list as l')
    .select(['l.local_price_list_id', 'l.loaded_at'])
    .where('l.source_sha256', '=', sha256)
    .executeTakeFirst()
  return row && { listId: row.local_price_list_id, loadedAt: row.loaded_at }
}

export async function insertLocalPrices(
  tx: Database,
  list: LocalPriceListRecord,
  prices: readonly LocalPrice[],
): Promise<number> {
  const { local_price_list_id } = await pricingTables(tx)
    .insertInto('pricing.local_price_list')
    .values({
      source_name: list.sourceName,
      source_sha256: list.sourceSha256,
      loaded_at: list.loadedAt,
      loaded_by: list.loadedBy,
    })
    .returning('local_price_list_id')
    .executeTakeFirstOrThrow()
  const rows = prices.map((price, at) => ({
    local_price_list_id,
    row_no: at + 1,
    provider: price.provider,
    service: price.service,
    pod: price.pod,
    price_pence: price.pence,
    valid_from: price.from,
    valid_to: price.to,
    apply_mff: price.applyMff,
  }))
  for (const batch of batchesOf(rows)) await pricingTables(tx).insertInto('pricing.local_price').values(batch).execute()
  return local_price_list_id
}

export async function listLocalPriceLists(db: Database): Promise<{ listId: number; sha256: string }[]> {
  const rows = await pricingTables(db)
    .selectFrom('pricing.local_price_list as l')
    .select(['l.local_price_list_id', 'l.source_sha256'])
    .orderBy('l.local_price_list_id')
    .execute()
  return rows.map((row) => ({ listId: row.local_price_list_id, sha256: row.source_sha256 }))
}

/** In the order they were loaded, so that of two for one day the last one given holds. */
export async function listLocalPrices(db: Database): Promise<LocalPrice[]> {
  const rows = await pricingTables(db)
    .selectFrom('pricing.local_price as p')
    .selectAll('p')
    .orderBy('p.local_price_list_id')
    .orderBy('p.row_no')
    .execute()
  return rows.map((row) => ({
    provider: row.provider,
    service: row.service,
    pod: row.pod,
    pence: row.price_pence as Pence,
    from: row.valid_from as PlainDate,
    to: row.valid_to as PlainDate | null,
    applyMff: row.apply_mff,
  }))
}

export async function insertRounding(
  tx: Database,
  rounding: ContractRounding,
  agreed: { at: Date; by: string },
): Promise<void> {
  await pricingTables(tx)
    .insertInto('pricing.contract_rounding')
    .values({
      provider: rounding.provider,
      valid_from: rounding.from,
      valid_to: rounding.to,
      whole_pounds: rounding.wholePounds,
      agreed_at: agreed.at,
      agreed_by: agreed.by,
    })
    .execute()
}

export async function listRoundings(db: Database): Promise<ContractRounding[]> {
  const rows = await pricingTables(db)
    .selectFrom('pricing.contract_rounding as r')
    .selectAll('r')
    .orderBy('r.contract_rounding_id')
    .execute()
  return rows.map((row) => ({
    provider: row.provider,
    from: row.valid_from as PlainDate,
    to: row.valid_to as PlainDate | null,
    wholePounds: row.whole_pounds,
  }))
}
