import type { Database, Generated } from '#db'

type TariffTable = {
  tariff_id: Generated<number>
  tariff_year: string
  valid_from: string
  source_kind: string
  source_name: string
  source_sha256: string
  loaded_at: Date
  loaded_by: string
}

type ApcPriceTable = {
  tariff_id: number
  hrg: string
  name: string | null
  outpatient_procedure_pence: number | null
  combined_pence: number | null
  day_case_pence: number | null
  elective_pence: number | null
  elective_trim_days: number | null
  non_elective_pence: number | null
  non_elective_trim_days: number | null
  per_day_pence: number | null
  short_stay_applies: boolean
  short_stay_bp: number | null
  short_stay_pence: number | null
}

type OutpatientPriceTable = {
  tariff_id: number
  tfc: string
  first_single_pence: number | null
  first_multi_pence: number | null
  follow_up_single_pence: number | null
  follow_up_multi_pence: number | null
}

type LocalPriceTable = {
  local_price_list_id: number
  row_no: number
  provider: string
  service: string
  pod: string | null
  price_pence: number
  valid_from: string
  valid_to: string | null
  apply_mff: boolean
}

type LocalPriceListTable = {
  local_price_list_id: Generated<number>
  source_name: string
  source_sha256: string
  loaded_at: Date
  loaded_by: string
}

type ContractRoundingTable = {
  contract_rounding_id: Generated<number>
  provider: string
  valid_from: string
  valid_to: string | null
  whole_pounds: boolean
  agreed_at: Date
  agreed_by: string
}

type PricedFileTable = {
  price_run_id: number
  lake_file_id: number
  price_path: string
  price_sha256: string
  rollup_path: string
  rollup_sha256: string
  lines: number
  billed_pence: number
  priced_lines: number
  price_pence: number
  difference_pence: number
  unpriced_lines: number
  unpriced_billed_pence: number
}

type PriceRunTable = {
  price_run_id: number
  month: string
  book_sha: string
  started_at: Date
  finished_at: Date
  priced_by: string
}

export type PricingTables = {
  'pricing.tariff': TariffTable
  'pricing.tariff_part': { tariff_id: number; part: string; held_by: number }
  'pricing.apc_price': ApcPriceTable
  'pricing.outpatient_price': OutpatientPriceTable
  'pricing.ae_price': { tariff_id: number; hrg: string; type_1_2_pence: number | null; type_3_pence: number | null }
  'pricing.market_forces_factor': { tariff_id: number; provider: string; mff_micro: number }
  'pricing.top_up': { tariff_id: number; service_code: string; rate_bp: number }
  'pricing.local_price_list': LocalPriceListTable
  'pricing.local_price': LocalPriceTable
  'pricing.contract_rounding': ContractRoundingTable
  'pricing.price_book': { book_sha: string; path: string; file_sha256: string; built_at: Date }
  'pricing.price_run': PriceRunTable
  'pricing.priced_file': PricedFileTable
  'pricing.v_priced_file': PricedFileTable & Pick<PriceRunTable, 'month' | 'finished_at' | 'book_sha'>
}

/** The tables this room owns, and no others. */
export const pricingTables = (db: Database) => db.withTables<PricingTables>()

/** Rows go in by the thousand: one statement may hold 65,535 values. */
export function batchesOf<Row>(rows: readonly Row[], size = 1000): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size))
}
