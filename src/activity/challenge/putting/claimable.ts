import type { Month, Pence } from '#shared'
import type { Item, Snapshot } from '../model/challenge.ts'

/** Whose bill of which month, in which version, is put to whom. */
export interface Bundle {
  readonly commissioner: string
  readonly provider: string
  readonly month: Month
  readonly snapshot: Snapshot
}

/** A finding with what of it would be claimed. */
export interface Claimable extends Omit<Item, 'itemNo' | 'unitPricePence'> {
  readonly confidence: 'certain' | 'likely' | 'query' | 'information'
  readonly state: string
  /** Whether it may be put to the provider now, as the room of validation says. */
  readonly isReady: boolean
}

/** Why a finding is not claimed, in the order in which they are told. */
export const exclusions = {
  asked: 'a query that no practice has upheld, while there is time to',
  agreed: 'the practice says that the bill is right',
  dismissed: 'dismissed by the contract manager',
  nothing: 'another finding of the same line counts instead, or it is only told',
  small: 'below the tolerance of the contract for a line',
  elsewhere: 'in another challenge, or settled',
} as const
export type Exclusion = keyof typeof exclusions

/** Why one is not claimed; nothing where it is. Whether it is in another challenge is known to the database. */
export function exclusionOf(one: Claimable, tolerancePence: Pence): Exclusion | undefined {
  if (one.state === 'challenged' || one.state === 'settled') return 'elsewhere'
  if (one.state === 'agreed' || one.state === 'dismissed') return one.state
  if (one.claimedPence <= 0) return 'nothing'
  if (!one.isReady) return 'asked'
  return one.claimedPence < tolerancePence ? 'small' : undefined
}

/** What one of them cost, as far as it comes out in whole pence. */
const unitPrice = ({
  quantityThousandths,
  billedPence,
}: Pick<Claimable, 'quantityThousandths' | 'billedPence'>): Pence | null => {
  if (!quantityThousandths) return null
  return Math.round((billedPence * 1000) / quantityThousandths) as Pence
}

/** The highest claim first, so that a provider sees on top what matters; numbered from 1. */
export function itemsOf(claimed: readonly Claimable[]): Item[] {
  const ordered = claimed.toSorted(
    (a, b) =>
      b.claimedPence - a.claimedPence ||
      (a.lineId < b.lineId ? -1 : a.lineId > b.lineId ? 1 : a.findingId - b.findingId),
  )
  return ordered.map(({ confidence: _confidence, state: _state, isReady: _ready, ...one }, at) => ({
    ...one,
    itemNo: at + 1,
    unitPricePence: unitPrice(one),
  }))
}
