import type { PlainDate } from '#shared'
import type { DriftEffect, DriftKind } from '../stores/indicator-tables.store.ts'

export type { DriftEffect, DriftKind }

/** Something beyond its tolerance, as whoever looks finds it. */
export interface Drifting {
  readonly owner: string
  readonly kind: DriftKind
  /** The same text whenever it is the same thing: while it is open it is not found again. */
  readonly subject: string
  readonly title: string
  /** What is beyond what, in a sentence or two. */
  readonly reason: string
  /** Where it is looked at: a path within the product. */
  readonly href: string
}

export interface DriftEvent {
  readonly event: 'on-agenda' | 'followed' | 'closed' | 'reopened'
  readonly words: string
  /** Which item of which agenda, as #programme/meetings has it. */
  readonly reference: string | null
  readonly effect: DriftEffect | null
  readonly actor: string
  readonly at: Date
}

export interface Drift extends Drifting {
  readonly driftNo: number
  readonly foundOn: PlainDate
  readonly foundBy: string
  readonly events: readonly DriftEvent[]
}

export type DriftState = 'found' | 'on-agenda' | 'followed' | 'closed'

/** How it stands: closed until it is opened again; else followed, on an agenda, or only found. */
export function stateOf({ events }: Pick<Drift, 'events'>): DriftState {
  const last = events.findLast(({ event }) => event === 'closed' || event === 'reopened')
  if (last?.event === 'closed') return 'closed'
  if (events.some(({ event }) => event === 'followed')) return 'followed'
  return events.some(({ event }) => event === 'on-agenda') ? 'on-agenda' : 'found'
}

export const stateWords: Readonly<Record<DriftState, string>> = {
  found: 'Found',
  'on-agenda': 'On the agenda',
  followed: 'Being followed',
  closed: 'Closed',
}

export const effects = ['back', 'better', 'none', 'mistaken'] as const

export const effectWords: Readonly<Record<DriftEffect, string>> = {
  back: 'Back within its tolerance',
  better: 'Better, and not yet within it',
  none: 'No effect',
  mistaken: 'It was no drift',
}

export const kindWords: Readonly<Record<DriftKind, string>> = {
  indicator: 'Indicator',
  budget: 'Budget',
  plan: 'Plan',
  target: 'Target of the framework',
}

/** The item of an agenda that stands in a reference: `item 12` is 12. */
export const itemOf = (reference: string | null): number | undefined => {
  const match = /^item (\d{1,9})$/.exec(reference ?? '')
  return match ? Number(match[1]) : undefined
}
