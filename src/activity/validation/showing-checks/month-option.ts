import { type Month, findMonth } from '#shared'
import { z } from 'zod'

/** A month as it is typed. */
export const monthInput = z.string().transform((text, context): Month => {
  const month = findMonth(text.trim())
  if (month) return month
  context.addIssue({ code: 'custom', message: `“${text}” is not a month: write it like 2007-10.` })
  return z.NEVER
})

/** A field left empty is a question that was not asked. */
export const codeInput = z
  .string()
  .trim()
  .max(40, 'Write at most 40 characters.')
  .optional()
  .transform((text) => (text === '' ? undefined : text))
