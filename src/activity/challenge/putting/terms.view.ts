import { findContract, usualClocks } from '#activity/contracts'
import type { Asker } from '#platform'
import { type Pence, firstDay, noPence } from '#shared'
import type { Terms } from '../model/challenge.ts'
import type { Bundle } from './claimable.ts'

export interface BundleTerms extends Terms {
  /** Findings of a line below this are let go. */
  readonly linePence: Pence
}

/** The terms of the contract that held in the month billed; the usual clocks and no tolerance where none is on file. */
export async function termsFor(asker: Asker, { commissioner, provider, month }: Bundle): Promise<BundleTerms> {
  const found = await findContract(asker, provider, firstDay(month), commissioner)
  return {
    contract: found?.reference ?? null,
    ...(found?.clocks ?? usualClocks(firstDay(month))),
    tolerancePence: found?.batchTolerancePence ?? noPence,
    linePence: found?.lineTolerancePence ?? noPence,
  }
}
