import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import type { PlainDate } from '#shared'
import { type Pence, toPence } from '#shared'
import { parse } from 'yaml'
import type { z } from 'zod'
import { type Account, type AccountKind, type PaymentPolicy, accountsSchema, policySchema } from './payment-policy.ts'

/** Reads a file of `reference/payment` once; one that breaks its schema is a bug, and throws. */
function readOnce<Schema extends z.ZodType>(name: string, schema: Schema): () => z.output<Schema> {
  let kept: z.output<Schema> | undefined
  return () => (kept ??= schema.parse(parse(readFileSync(packagePath('reference', 'payment', name), 'utf8'))))
}

export const paymentPolicy: () => PaymentPolicy = readOnce('policy.yaml', policySchema)
const chart = readOnce('accounts.yaml', accountsSchema)

export const accounts = (): readonly Account[] => chart().accounts

/** The code under which a kind of account is posted to. */
export const accountCode = (kind: AccountKind): string => accounts().find((each) => each.kind === kind)!.code

/** The name of an account by its code; a code that is no longer in use stands for itself. */
export const accountName = (code: string): string => accounts().find((each) => each.code === code)?.name ?? code

/** Up to how much somebody approves on a day where nobody set a limit for them. */
export function usualLimit(today: PlainDate): Pence {
  const held = paymentPolicy()
    .approval_limits.toSorted((a, b) => (a.from < b.from ? 1 : -1))
    .find(({ from }) => from <= today)
  return toPence((held?.pounds ?? 0) * 100)
}
