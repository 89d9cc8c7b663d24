import type { Month, Pence, PlainDate } from '#shared'

export type Snapshot = 'flex' | 'freeze'
export type Side = 'us' | 'provider'

/** Whose move it is. Practices are asked before a challenge goes out; nobody has to do anything once it is over. */
export type Holder = 'us' | 'practices' | 'provider' | 'nobody'

export const stages = [
  'draft',
  'practice-query',
  'sent',
  'acknowledged',
  'replied',
  'escalated',
  'closed',
  'withdrawn',
] as const
export type Stage = (typeof stages)[number]

/** `claimed` and `information-given` wait for the provider; answers wait for us; the last three are over or outside. */
export type ItemState =
  | 'claimed'
  | 'accepted'
  | 'part'
  | 'rejected'
  | 'more-information'
  | 'information-given'
  | 'escalated'
  | 'settled'
  | 'withdrawn'

export const decisions = ['accept', 'part', 'reject', 'more-information'] as const
export type Decision = (typeof decisions)[number]

/** What a provider says of one item. */
export interface Answer {
  readonly decision: Decision
  readonly quantityThousandths: number | null
  readonly pricePence: Pence | null
  /** What it would give back. */
  readonly acceptedPence: Pence
  readonly words: string | null
}

/** The terms that held on the day it was drafted. Days are working days. */
export interface Terms {
  /** The reference of the contract; nothing where none was on file. */
  readonly contract: string | null
  readonly acknowledgeDays: number
  readonly answerDays: number
  readonly escalateDays: number
  readonly tolerancePence: Pence
}

export interface ChallengeHead extends Terms {
  readonly challengeId: number
  readonly reference: string
  readonly commissioner: string
  readonly provider: string
  readonly month: Month
  readonly snapshot: Snapshot
  readonly draftedAt: Date
  readonly draftedBy: string
}

/** What is claimed, frozen: nothing of it tells who a patient is. */
export interface Item {
  readonly itemNo: number
  readonly findingId: number
  readonly lineId: string
  /** What sum it is about, where it is about no line. */
  readonly about: string
  readonly practice: string | null
  readonly pod: string | null
  readonly hrg: string | null
  readonly tfc: string | null
  readonly startDate: PlainDate | null
  readonly rule: string
  readonly title: string
  readonly words: string
  readonly quantityThousandths: number | null
  readonly unitPricePence: Pence | null
  readonly billedPence: Pence
  readonly claimedPence: Pence
}

export const eventNames = [
  'drafted',
  'item-dropped',
  'query-asked',
  'query-ended',
  'sent',
  'acknowledged',
  'answer-saved',
  'reply-submitted',
  'settled',
  'escalated',
  'information-given',
  'item-withdrawn',
  'withdrawn',
  'closed',
] as const
export type EventName = (typeof eventNames)[number]

export interface ChallengeEvent {
  readonly eventId: number
  readonly itemNo: number | null
  readonly event: EventName
  /** With `answer-saved`. */
  readonly answer: Answer | null
  /** With `settled`. */
  readonly acceptedPence: Pence | null
  readonly words: string | null
  /** The hash of the file that brought it. */
  readonly file: string | null
  readonly side: Side
  readonly actor: string
  readonly at: Date
}

/** A challenge with everything that was ever said of it. */
export interface Challenge {
  readonly head: ChallengeHead
  readonly items: readonly Item[]
  /** In order. */
  readonly events: readonly ChallengeEvent[]
}
