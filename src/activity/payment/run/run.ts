import type { Month, Pence } from '#shared'
import type { RunEventName } from '../stores/payment-tables.store.ts'

export type RunState = 'prepared' | 'cancelled' | 'approved' | 'remitted'

export interface RunEvent {
  readonly event: RunEventName
  readonly words: string | null
  readonly actor: string
  readonly personId: string | null
  readonly at: Date
}

/** A payment run with what became of it. */
export interface PaymentRun {
  readonly runNo: number
  readonly commissioner: string
  readonly month: Month
  readonly paysNewLines: boolean
  readonly lines: number
  readonly totalPence: Pence
  readonly runSha: string
  readonly events: readonly RunEvent[]
  readonly state: RunState
}

/** The part of a run that is one group’s bill of one provider. */
export interface RunUnit {
  readonly provider: string
  readonly group: string
  readonly agreementEventId: number
  readonly billSha: string
  readonly lines: number
  readonly billedPence: Pence
  readonly adjustedPence: Pence
  readonly heldPence: Pence
  readonly firstPence: Pence
  readonly releasePence: Pence
}

/** The last of what became of it says how it stands; money that came back can be sent again. */
export function stateOf(events: readonly Pick<RunEvent, 'event'>[]): RunState {
  const last = events.at(-1)?.event ?? 'prepared'
  return last === 'returned' ? 'approved' : last
}

export const eventOf = (run: Pick<PaymentRun, 'events'>, name: RunEventName): RunEvent | undefined =>
  run.events.findLast(({ event }) => event === name)
