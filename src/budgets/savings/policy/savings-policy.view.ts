import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { type FinancialYear, type PlainDate, yearInterval } from '#shared'
import { parse } from 'yaml'
import type { z } from 'zod'
import {
  type Account,
  type AccountKind,
  type Closing,
  type Terms,
  accountsSchema,
  savingsSchema,
} from './savings-policy.ts'

/** Reads a file of `reference/budgets` once; one that breaks its schema is a bug, and throws. */
function readOnce<Schema extends z.ZodType>(name: string, schema: Schema): () => z.output<Schema> {
  let kept: z.output<Schema> | undefined
  return () => (kept ??= schema.parse(parse(readFileSync(packagePath('reference', 'budgets', name), 'utf8'))))
}

export const savingsPolicy = readOnce('savings.yaml', savingsSchema)
const chart = readOnce('savings-accounts.yaml', accountsSchema)

const heldOn = <Dated extends { readonly from: PlainDate }>(all: readonly Dated[], day: PlainDate): Dated | undefined =>
  all.toSorted((a, b) => (a.from < b.from ? 1 : -1)).find(({ from }) => from <= day)

/** What becomes of what is freed up in a year; nothing in years before there were budgets. */
export const termsOf = (year: FinancialYear): Terms | undefined =>
  heldOn(savingsPolicy().terms, yearInterval(year).from)

export const closingOf = (year: FinancialYear): Closing | undefined =>
  heldOn(savingsPolicy().closing, yearInterval(year).from)

export const accounts = (): readonly Account[] => chart().accounts

/** The code under which a kind of account is posted to. */
export const accountCode = (kind: AccountKind): string => accounts().find((each) => each.kind === kind)!.code

/** The name of an account by its code; a code that is no longer in use stands for itself. */
export const accountName = (code: string): string => accounts().find((each) => each.code === code)?.name ?? code

export const purposeTitle = (code: string): string =>
  savingsPolicy().purposes.find((purpose) => purpose.code === code)?.title ?? code
