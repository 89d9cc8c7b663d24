import { type FinancialYear, type Pence, findFinancialYear, penceFromPounds } from '#shared'
import { z } from 'zod'

export const yearInput = z.string().transform((text, context): FinancialYear => {
  const found = findFinancialYear(text)
  if (!found) context.addIssue({ code: 'custom', message: 'Write the year like 2008/09.' })
  return found ?? z.NEVER
})

/** A year of an address or a form that was left empty is a question that was not asked. */
export const optionalYear = z.union([z.literal('').transform(() => undefined), yearInput]).optional()

export const code = z.string().trim().max(20)
export const optionalCode = code.optional().transform((text) => (text === '' ? undefined : text))
export const number = z.coerce.number().int().positive().max(2_147_483_647)
export const words = z.string().max(2_000).default('')
export const sha = z.string().max(100)

/** Pounds as typed, above nothing: `1250` or `1,250.50`. */
export const pounds = z.string().transform((text, context): Pence => {
  const read = penceFromPounds(text.trim().replaceAll(',', '').replace(/^£/, ''))
  if (read.ok && read.value > 0) return read.value
  context.addIssue({ code: 'custom', message: 'Write pounds like 1250 or 1250.50, above nothing.' })
  return z.NEVER
})

export const byInput = z.enum(['practice', 'group', 'commissioner']).optional()
export type By = NonNullable<z.output<typeof byInput>>
