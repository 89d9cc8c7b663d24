import {
  type FinancialYear,
  type Pence,
  type PlainDate,
  findFinancialYear,
  findPlainDate,
  penceFromPounds,
} from '#shared'
import { z } from 'zod'
import { ratings } from '../assessment/rating.ts'
import { registerNames } from '../registers/register.ts'

export const code = z.string().trim().max(20)
export const optionalCode = code.optional().transform((text) => (text === '' ? undefined : text))
export const number = z.coerce.number().int().positive().max(2_147_483_647)
export const optionalNumber = z.union([z.literal('').transform(() => undefined), number]).optional()
export const words = z.string().max(5_000).default('')
export const targetRef = z.string().trim().max(20)
export const frameworkName = z.string().trim().max(60)

export const yearInput = z.string().transform((text, context): FinancialYear => {
  const found = findFinancialYear(text)
  if (!found) context.addIssue({ code: 'custom', message: 'Write the year like 2007/08.' })
  return found ?? z.NEVER
})
export const optionalYear = z.union([z.literal('').transform(() => undefined), yearInput]).optional()

/** A field that may be left empty: nothing then. */
const orNothing = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal('').transform(() => null), schema]).default(null)

export const optionalDay = orNothing(
  z.string().transform((text, context): PlainDate => {
    const found = findPlainDate(text.trim())
    if (!found) context.addIssue({ code: 'custom', message: 'Write the day like 2008-03-31.' })
    return found ?? z.NEVER
  }),
)

const poundsOf = (text: string, context: z.RefinementCtx): Pence => {
  const read = penceFromPounds(text.trim().replaceAll(',', '').replace(/^£/, ''))
  if (read.ok && read.value >= 0) return read.value
  context.addIssue({ code: 'custom', message: 'Write pounds like 1250 or 1250.50.' })
  return z.NEVER
}
export const pounds = z.string().max(20).transform(poundsOf)
export const optionalPounds = orNothing(pounds)

export const optionalDays = orNothing(
  z.coerce.number('Write whole days, like 5.').int('Write whole days, like 5.').min(0).max(10_000),
)

/** Empty is “not rated”. */
export const ratingInput = orNothing(z.enum(ratings, 'Say how much work it still is.'))
export const registerInput = z.enum(registerNames, 'Say which register.')

/** Patients, and weeks of a year, as typed: whole numbers with or without commas. */
export const patients = z.string().transform((text, context): number => {
  const plain = text.trim().replaceAll(',', '')
  if (/^\d{1,9}$/.test(plain)) return Number(plain)
  context.addIssue({ code: 'custom', message: 'Write a number of patients, like 144000.' })
  return z.NEVER
})
export const weeks = z.coerce
  .number('Write a number of weeks, like 52.')
  .int('Write whole weeks.')
  .min(1, 'Write at least 1 week.')
  .max(53, 'A year has no more than 53 weeks.')
