import { yearInput } from '#budgets/envelope'
import { type Pence, penceFromPounds } from '#shared'
import { z } from 'zod'

export const code = z.string().trim().max(20)
export const optionalCode = code.optional().transform((text) => (text === '' ? undefined : text?.toUpperCase()))
/** Of a year’s page: the year, and whose where there are several commissioners. */
export const yearAsked = z.object({ year: yearInput, commissioner: optionalCode })
export const words = z.string().max(2_000).default('')
export const numberOf = z.coerce.number().int().positive().max(2_147_483_647)
export const mark = z.string().max(100)

const fault = <T>(context: z.RefinementCtx, message: string): T => {
  context.addIssue({ code: 'custom', message })
  return z.NEVER as T
}

/** `10.5` to 1050 ten-thousandths. */
export const percentInput = z.string().transform((text, context): number => {
  const read = penceFromPounds(text.trim().replace(/\s{0,5}%$/, ''))
  if (read.ok && read.value >= 0 && read.value <= 10_000) return read.value
  return fault(context, 'Write a percentage from 0 to 100, like 10 or 2.5.')
})

/** Pounds with or without commas, not negative. */
export const poundsInput = z.string().transform((text, context): Pence => {
  const read = penceFromPounds(text.trim().replace(/^£/, '').replaceAll(',', ''))
  return read.ok && read.value >= 0 ? read.value : fault(context, 'Write pounds, like 25000.')
})

/** Codes separated by commas, blanks or new lines. */
export const codesInput = z
  .string()
  .max(20_000)
  .default('')
  .transform((text) => [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ''))])
