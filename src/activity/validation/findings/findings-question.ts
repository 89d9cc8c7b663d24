import type { Month } from '#shared'
import type { FindingState } from '../answering/finding.ts'
import type { Confidence } from '../rules/rule.ts'
import type { Hold, Snapshot } from './finding-facts.ts'

/** Which findings of a month are wanted; what is not said does not narrow. Those that no check raises any more come only by their state. */
export interface FindingsQuestion {
  readonly month: Month
  readonly commissioner?: string
  readonly provider?: string
  readonly practice?: string
  readonly lineId?: string
  readonly rule?: string
  readonly confidence?: Confidence
  readonly state?: FindingState
  readonly hold?: Hold
  readonly snapshot?: Snapshot
}
