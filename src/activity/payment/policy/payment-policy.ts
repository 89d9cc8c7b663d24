import { findPlainDate, type PlainDate } from '#shared'
import { z } from 'zod'

const day = z
  .string()
  .refine((text) => findPlainDate(text) !== undefined, 'is no day')
  .transform((text) => text as PlainDate)

export const policySchema = z.strictObject({
  approval_limits: z.array(z.strictObject({ from: day, pounds: z.int().min(0), source: z.string().min(1) })).nonempty(),
  longest_reason: z.int().min(1),
  emergency_pods: z.array(z.string()).nonempty(),
})
export type PaymentPolicy = z.output<typeof policySchema>

/** Each kind of account that postings are made to has one code. */
export const accountKinds = ['expenditure', 'adjustments', 'contract-adjustments', 'payable', 'held', 'bank'] as const
export type AccountKind = (typeof accountKinds)[number]

export const accountsSchema = z
  .strictObject({
    accounts: z.array(
      z.strictObject({
        kind: z.enum(accountKinds),
        code: z.string().regex(/^[0-9A-Z-]{1,20}$/),
        name: z.string().min(1),
        side: z.enum(['debit', 'credit']),
      }),
    ),
  })
  .refine(({ accounts }) => new Set(accounts.map(({ kind }) => kind)).size === accountKinds.length, 'lacks an account')
  .refine(({ accounts }) => new Set(accounts.map(({ code }) => code)).size === accounts.length, 'has a code twice')

export interface Account {
  readonly kind: AccountKind
  readonly code: string
  readonly name: string
  readonly side: 'debit' | 'credit'
}
