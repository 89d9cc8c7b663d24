import type { AccountKind } from '../policy/payment-policy.ts'

/** One side of an entry, by kind of account. */
export interface Posting {
  readonly account: AccountKind
  readonly provider: string
  readonly group: string
  readonly debitPence: number
  readonly creditPence: number
}

interface Where {
  readonly account: AccountKind
  readonly provider: string
  readonly group: string
}

/** An amount on the debit side; a negative one stands on the credit side, and nothing is no posting. */
export const debit = (where: Where, pence: number): Posting[] =>
  pence === 0 ? [] : [{ ...where, debitPence: Math.max(0, pence), creditPence: Math.max(0, -pence) }]

export const credit = (where: Where, pence: number): Posting[] => debit(where, -pence)

export const balanceOf = (postings: readonly Pick<Posting, 'debitPence' | 'creditPence'>[]): number =>
  postings.reduce((sum, { debitPence, creditPence }) => sum + debitPence - creditPence, 0)

/** The same entry the other way round. */
export const mirrored = <Side extends Pick<Posting, 'debitPence' | 'creditPence'>>(postings: readonly Side[]): Side[] =>
  postings.map((each) => ({ ...each, debitPence: each.creditPence, creditPence: each.debitPence }))
