import type { Database } from '#db'
import type { ContractRounding, LocalPrice } from '../lists/local-price.ts'
import { listLocalPrices, listRoundings } from '../stores/local-price.store.ts'

export interface Agreements {
  readonly localPrices: readonly LocalPrice[]
  readonly roundings: readonly ContractRounding[]
}

/** What was agreed with providers, in the order it was loaded. */
export const listAgreements = async (db: Database): Promise<Agreements> => ({
  localPrices: await listLocalPrices(db),
  roundings: await listRoundings(db),
})
