import type { Pence } from '#shared'
import type { LineCode, LineScope } from '../lines/service-line.ts'

export const topSliceKinds = ['contingency', 'risk-pool', 'management-cost', 'incentives', 'recovery'] as const
export type TopSliceKind = (typeof topSliceKinds)[number]

export const topSliceTitles: Readonly<Record<TopSliceKind, string>> = {
  contingency: 'Contingency',
  'risk-pool': 'Risk pool',
  'management-cost': 'Management cost',
  incentives: 'Incentive scheme',
  recovery: 'Recovery or savings target',
}

/** An amount held back before anything is shared out. */
export interface TopSlice {
  readonly kind: TopSliceKind
  /** The line it is taken from; null for one that every line bears, pro rata. */
  readonly line: LineCode | null
  readonly amountPence: Pence
  readonly words: string
}

export interface EnvelopeLine {
  readonly line: LineCode
  readonly amountPence: Pence
  readonly scope: LineScope
}
