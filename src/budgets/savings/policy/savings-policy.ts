import { type PlainDate, findPlainDate } from '#shared'
import { z } from 'zod'

const day = z
  .string()
  .refine((text) => findPlainDate(text) !== undefined, 'is no day')
  .transform((text) => text as PlainDate)

const basisPoints = z.int().min(0).max(10_000)
const source = z.enum(['guidance', 'choice', 'memory'])

/** What must hold before anything that was freed up may be used. */
export const conditions = ['none', 'commissioner-balances', 'group-balances'] as const
export type Condition = (typeof conditions)[number]

const terms = z.strictObject({
  from: day,
  name: z.string().min(1),
  planned_share_basis_points: basisPoints,
  windfall_share_basis_points: basisPoints,
  condition: z.enum(conditions),
  overspend_set_against_savings: z.boolean(),
  overspend_years: z.int().min(1),
  entitlement_years: z.int().min(1),
  source,
})
/** What becomes of what is freed up in a year. */
export type Terms = z.output<typeof terms>

const onMissing = z.enum(['refuse', 'warn'])
export type OnMissing = z.output<typeof onMissing>

const closing = z.strictObject({
  from: day,
  days_after_year: z.int().min(0),
  months_not_final: onMissing,
  months_not_prescribed: onMissing,
  credits_outstanding: onMissing,
  source,
})
/** When a year may be closed, and what must be in before. */
export type Closing = z.output<typeof closing>

export const savingsSchema = z.strictObject({
  terms: z.array(terms).nonempty(),
  closing: z.array(closing).nonempty(),
  decision_days: z.int().min(1),
  longest_title: z.int().min(1),
  longest_words: z.int().min(1),
  purposes: z.array(z.strictObject({ code: z.string().regex(/^[a-z-]+$/), title: z.string().min(1) })).nonempty(),
})

/** Each kind of account that postings are made to has one code. */
export const accountKinds = [
  'freed-up',
  'entitlement',
  'commissioner-share',
  'withheld',
  'drawn',
  'expired',
  'clawed-back',
  'overspend',
  'overspend-borne',
] as const
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

export type Account = z.output<typeof accountsSchema>['accounts'][number]
