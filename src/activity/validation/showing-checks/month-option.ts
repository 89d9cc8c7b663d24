import { type Month, findMonth } from '#shared'
import { z } from 'zod'

/** A month as it is typed. */
export const monthInput = z.string().transform((text, context): Month => {
  const month = findMonth(text.trim())
  if (month) return month
  context.addIssue({ code: 'custom', message: `“${text}” is not a month: write it like 2007-10.` })
  return z.NEVER
})
