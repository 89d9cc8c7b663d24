import { type Month, findMonth } from '#shared'
import { z } from 'zod'

/** A month as it is typed in an address or after an option. */
export const monthInput = z.string().transform((text, context): Month => {
  const month = findMonth(text.trim())
  if (month) return month
  context.addIssue({ code: 'custom', message: 'Write the month as year and month, like 2007-10.' })
  return z.NEVER
})

/** A field of a form that was left empty is a question that was not asked. */
export const optionalText = z
  .string()
  .trim()
  .max(100, 'Write at most 100 characters.')
  .optional()
  .transform((text) => (text === '' ? undefined : text))

/** One of a few words, or nothing. */
export const optionalOf = <const Choice extends string>(choices: readonly Choice[]) =>
  z
    .enum(choices as [Choice, ...Choice[]])
    .or(z.literal(''))
    .optional()
    .transform((chosen): Choice | undefined => (chosen === '' ? undefined : chosen))

export const pageNumber = z.coerce.number().int().min(1).max(1_000_000).default(1)
