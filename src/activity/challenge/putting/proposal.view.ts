import { type SuccessRate, successRates } from '#activity/validation'
import type { Asker, Ctx } from '#platform'
import { type Pence, addPence } from '#shared'
import { type Bundle, type Claimable, type Exclusion, exclusionOf } from './claimable.ts'
import { findingsOf, takenAmong } from './claimable.view.ts'
import { type BundleTerms, termsFor } from './terms.view.ts'

export interface Excluded {
  readonly why: Exclusion
  readonly findings: number
  readonly countedPence: Pence
}

/** What would be claimed of a bill, by rule, and what would not. */
export interface Proposal {
  readonly bundle: Bundle
  readonly terms: BundleTerms
  readonly claimable: readonly Claimable[]
  readonly excluded: readonly Excluded[]
  readonly success: readonly SuccessRate[]
}

const sum = (all: readonly Claimable[]): Pence => addPence(...all.map(({ claimedPence }) => claimedPence))

/** What could be claimed now, within what the asker may see; `rules` narrows it. */
export async function proposalFor(
  asker: Asker & Pick<Ctx, 'clock'>,
  bundle: Bundle,
  rules?: readonly string[],
): Promise<Proposal> {
  // One after the other: it is asked within a transaction too, which has one connection.
  const terms = await termsFor(asker, bundle)
  const found = await findingsOf(asker, bundle)
  const success = await successRates(asker)
  const taken = await takenAmong(
    asker,
    found.map(({ findingId }) => findingId),
  )
  const why = new Map(
    found.map((one) => [one, taken.has(one.findingId) ? 'elsewhere' : exclusionOf(one, terms.linePence)] as const),
  )
  const names = [...new Set([...why.values()].filter((each) => each !== undefined))]
  return {
    bundle,
    terms,
    success,
    claimable: found.filter((one) => why.get(one) === undefined && (!rules || rules.includes(one.rule))),
    excluded: names.map((name) => {
      const of = found.filter((one) => why.get(one) === name)
      return { why: name, findings: of.length, countedPence: sum(of) }
    }),
  }
}

export const claimedOf = ({ claimable }: Pick<Proposal, 'claimable'>): Pence => sum(claimable)
