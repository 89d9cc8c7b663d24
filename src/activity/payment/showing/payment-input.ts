import { type Month, findMonth } from '#shared'
import { z } from 'zod'

/** A month as it is typed in an address or after an option. */
export const monthInput = z.string().transform((text, context): Month => {
  const month = findMonth(text.trim())
  if (month) return month
  context.addIssue({ code: 'custom', message: 'Write the month as year and month, like 2007-10.' })
  return z.NEVER
})

export const code = z.string().trim().max(20)
/** A field of a form that was left empty is a question that was not asked. */
export const optionalCode = code.optional().transform((text) => (text === '' ? undefined : text))
export const runNumber = z.coerce.number().int().positive().max(2_147_483_647)
export const words = z.string().max(2_000).default('')
export const sha = z.string().max(100)
export const pence = z.coerce.number().int().safe()
