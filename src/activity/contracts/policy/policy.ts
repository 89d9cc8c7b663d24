import { type PlainDate, findPlainDate } from '#shared'
import { z } from 'zod'

const day = z
  .string()
  .refine((text) => findPlainDate(text) !== undefined, 'is no day')
  .transform((text) => text as PlainDate)
const from = day
const to = day.nullable()
const percent = z.number().min(0).max(100)
const source = z.string().min(1)
const days = z.int().min(1).max(250)

const isPattern = (text: string): boolean => {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}
/** Goes into SQL as quoted text, and both engines must read it alike: letters, digits and the signs of plain patterns. */
export const codePattern = z
  .string()
  .regex(/^[A-Z0-9[\]()|.?^-]{1,500}$/)
  .refine(isPattern)

export const termsSchema = z.strictObject({
  clocks: z
    .array(
      z.strictObject({
        from,
        acknowledge_days: days,
        answer_days: days,
        escalate_days: days,
        sources: z.record(z.string(), source),
      }),
    )
    .nonempty(),
})

export const adjustmentsSchema = z.strictObject({
  marginal_rates: z.array(z.strictObject({ from, to, rate_percent: percent, source })),
  readmission_rules: z.array(
    z.strictObject({
      from,
      to,
      days,
      threshold_percent: percent,
      minimum_age: z.int().min(0),
      excluded_hrgs: codePattern,
      excluded_diagnoses: codePattern,
      excluded_secondary_diagnoses: codePattern,
      excluded_discharge_methods: z.array(z.string()),
      excluded_admission_methods: z.array(z.string()),
      source,
    }),
  ),
  cquin_rates: z.array(z.strictObject({ from, to, percent, source })),
})
export type Adjustments = z.infer<typeof adjustmentsSchema>

const age = z.int().min(0).max(120)
const lowPriorityCase = z.strictObject({
  procedures: codePattern,
  also_procedures: z.array(codePattern).default([]),
  diagnoses: codePattern.optional(),
  also_diagnoses: z.array(codePattern).default([]),
  not_diagnoses: codePattern.optional(),
})

export const lowPrioritySchema = z.strictObject({
  source,
  elective_only: z.boolean(),
  needs_approval: z.boolean(),
  minimum_age: age,
  maximum_age: age,
  not_diagnoses: codePattern,
  policies: z.array(
    z.strictObject({
      policy: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
      title: z.string().min(1),
      from,
      to: day.optional(),
      minimum_age: age.optional(),
      maximum_age: age.optional(),
      sex: z.enum(['1', '2']).optional(),
      cases: z.array(lowPriorityCase).nonempty(),
    }),
  ),
})
export type LowPriorityPolicies = z.infer<typeof lowPrioritySchema>

/** The policy of a day, out of dated ones that do not overlap. */
export const onDay = <Item extends { readonly from: PlainDate; readonly to: PlainDate | null }>(
  items: readonly Item[],
  at: PlainDate,
): Item | undefined => items.find((item) => item.from <= at && (item.to === null || at < item.to))
