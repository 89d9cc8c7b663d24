import type { Pence } from '#shared'

export const adjustmentKinds = ['readmission', 'marginal-rate', 'follow-up-ratio', 'cquin'] as const
export type AdjustmentKind = (typeof adjustmentKinds)[number]

export const kindWords: Record<AdjustmentKind, string> = {
  readmission: 'Emergency readmissions',
  'marginal-rate': 'Emergency admissions above the baseline',
  'follow-up-ratio': 'Follow-up attendances above the agreed ratio',
  cquin: 'Quality and innovation',
}

/** What a contract takes off (below 0) or adds to the lines of one practice, with how it was reached. */
export interface AdjustmentRow {
  readonly provider: string
  readonly kind: AdjustmentKind
  /** Of the contract. */
  readonly reference: string
  /** Empty for lines that name no practice. */
  readonly practice: string
  readonly group: string
  readonly amountPence: Pence
  readonly working: string
}
