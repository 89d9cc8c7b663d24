import { type Database, sql } from '#db'
import type { FinancialYear, PlainDate } from '#shared'
import { listsInForce } from '../lists/tariff.ts'
import { listTariffRecords } from '../stores/tariff.store.ts'

/** What can change the prices of some days, and when it became known here. Half-open days; no end where none was agreed. */
export interface PriceSource {
  readonly name: string
  /** The year of a price list; nothing for what was agreed with a provider. */
  readonly year: FinancialYear | null
  readonly loadedAt: Date
  readonly from: PlainDate
  readonly to: PlainDate | null
}

/** The price lists in force, by the first day they hold. */
async function listSources(db: Database): Promise<PriceSource[]> {
  return listsInForce(await listTariffRecords(db)).map(({ version, from, to }) => ({
    name: version.sourceName,
    year: version.year,
    loadedAt: version.loadedAt,
    from,
    to,
  }))
}

/** Local prices by the list that brought them, and roundings: the whole span of days that each of them may touch. */
async function agreedSources(db: Database): Promise<PriceSource[]> {
  const { rows } = await sql<PriceSource>`
    SELECT l.source_name AS name, NULL AS year, l.loaded_at AS "loadedAt", min(p.valid_from)::text AS "from",
           CASE WHEN bool_or(p.valid_to IS NULL) THEN NULL ELSE max(p.valid_to)::text END AS "to"
      FROM pricing.local_price_list AS l JOIN pricing.local_price AS p USING (local_price_list_id)
     GROUP BY l.local_price_list_id
    UNION ALL
    SELECT 'rounding of ' || r.provider, NULL, r.agreed_at, r.valid_from::text, r.valid_to::text
      FROM pricing.contract_rounding AS r`.execute(db)
  return rows
}

/** Everything that prices are made from: price lists first, then what was agreed with providers. */
export async function priceSources(db: Database): Promise<PriceSource[]> {
  return (await Promise.all([listSources(db), agreedSources(db)])).flat()
}
