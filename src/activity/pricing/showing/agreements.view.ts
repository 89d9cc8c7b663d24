import type { Asker } from '#platform'
import type { ContractRounding, LocalPrice } from '../lists/local-price.ts'
import { listLocalPrices, listRoundings } from '../stores/local-price.store.ts'

export interface Agreements {
  readonly localPrices: readonly LocalPrice[]
  readonly roundings: readonly ContractRounding[]
}

/** What was agreed with the providers that the asker may see, in the order it was loaded. */
export async function listAgreements({ db, scope: { providers } }: Asker): Promise<Agreements> {
  const isTheirs = ({ provider }: { provider: string }): boolean => providers === 'all' || providers.includes(provider)
  return {
    localPrices: (await listLocalPrices(db)).filter(isTheirs),
    roundings: (await listRoundings(db)).filter(isTheirs),
  }
}
