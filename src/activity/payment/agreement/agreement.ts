import type { Pence } from '#shared'
import { type BillUnit, type UnitKey, sameUnit } from '../bill/unit.ts'

/** What somebody said of a bill: agreed, or held with a reason; with the figures that they saw. */
export interface Agreement extends UnitKey {
  readonly agreementEventId: number
  readonly event: 'agreed' | 'held'
  readonly words: string | null
  readonly billedPence: Pence
  readonly adjustedPence: Pence
  readonly heldPence: Pence
  readonly billSha: string
  readonly actor: string
  readonly personId: string | null
  readonly at: Date
}

/** `lapsed`: it was agreed, and the bill is another one since. A held bill stays held, whatever becomes of it. */
export type AgreementState = 'agreed' | 'held' | 'unseen' | 'lapsed'

/** A bill with what was last said of it. */
export interface UnitStanding {
  readonly unit: BillUnit
  readonly state: AgreementState
  readonly last?: Agreement
}

export function standingOf(unit: BillUnit, latest: readonly Agreement[]): UnitStanding {
  const last = latest.find((each) => sameUnit(each, unit))
  if (!last) return { unit, state: 'unseen' }
  if (last.event === 'held') return { unit, last, state: 'held' }
  return { unit, last, state: last.billSha === unit.billSha ? 'agreed' : 'lapsed' }
}
