import type { Pence, PlainDate } from '#shared'
import type { ChangeEventName, ChangeKind } from '../stores/budget-tables.store.ts'
import type { Move } from './moves.ts'

export interface ChangeEvent {
  readonly event: ChangeEventName
  readonly words: string | null
  readonly actor: string
  readonly personId: string | null
  readonly at: Date
}

/** A change of an issued budget as it was prepared, with what became of it. Its moves are those that the asker may see. */
export interface Change {
  readonly changeNo: number
  readonly budgetNo: number
  readonly commissioner: string
  readonly basedOn: number
  readonly kind: ChangeKind
  readonly words: string
  readonly effectiveFrom: PlainDate
  readonly controlChangePence: Pence
  readonly moves: readonly Move[]
  readonly events: readonly ChangeEvent[]
}

export type ChangeState = 'prepared' | 'approved' | 'refused' | 'lapsed'

export const endOf = ({ events }: Pick<Change, 'events'>): ChangeEvent | undefined =>
  events.find(({ event }) => event !== 'prepared')

export const preparedOf = ({ events }: Pick<Change, 'events'>): ChangeEvent =>
  events.find(({ event }) => event === 'prepared')!

/** A change that waits while another was approved no longer fits what it was worked out from. */
export function changeState(change: Pick<Change, 'events' | 'basedOn'>, latestVersion: number): ChangeState {
  const end = endOf(change)
  if (end) return end.event as ChangeState
  return change.basedOn === latestVersion ? 'prepared' : 'lapsed'
}

export const kindWords: Readonly<Record<ChangeKind, string>> = {
  virement: 'Money moved between lines',
  'list-change': 'Lists have changed',
  merger: 'Two practices became one',
  closure: 'A practice closed',
  'new-practice': 'A new practice',
  tariff: 'Prices were restated',
}
