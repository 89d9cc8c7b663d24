import type { ContractRounding, LocalPrice } from '../lists/local-price.ts'
import type { Tariff } from '../lists/tariff.ts'
import type { PriceRules } from '../rules/price-rules.ts'

/** All that a price can depend on besides the line: what was loaded, in the order it was loaded, and the rules. */
export interface BookFacts {
  readonly tariffs: readonly Tariff[]
  readonly localPrices: readonly LocalPrice[]
  readonly roundings: readonly ContractRounding[]
  readonly rules: PriceRules
}
