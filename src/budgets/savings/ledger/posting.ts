import type { FinancialYear } from '#shared'
import type { AccountKind } from '../policy/savings-policy.ts'

/** One side of an entry, by kind of account and the year in which it was freed up or overspent. */
export interface Posting {
  readonly kind: AccountKind
  readonly year: FinancialYear
  readonly debitPence: number
  readonly creditPence: number
}

/** An amount on the debit side; a negative one stands on the credit side, and nothing is no posting. */
export const debit = (kind: AccountKind, year: FinancialYear, pence: number): Posting[] =>
  pence === 0 ? [] : [{ kind, year, debitPence: Math.max(0, pence), creditPence: Math.max(0, -pence) }]

export const credit = (kind: AccountKind, year: FinancialYear, pence: number): Posting[] => debit(kind, year, -pence)

export const balanceOf = (postings: readonly Pick<Posting, 'debitPence' | 'creditPence'>[]): number =>
  postings.reduce((sum, { debitPence, creditPence }) => sum + debitPence - creditPence, 0)
