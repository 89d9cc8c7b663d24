import { type PlainDate, findPlainDate } from '#shared'
import { z } from 'zod'

const unreadable = 'Write the date like 2008-04-01.'

/** A day, typed or chosen. */
export const dayInput = z.string().transform((text, context): PlainDate => {
  const day = findPlainDate(text.trim())
  if (day) return day
  context.addIssue({ code: 'custom', message: unreadable })
  return z.NEVER
})

/** A day, or nothing where the field was left empty. */
export const dayOrNothing = z.string().transform((text, context): PlainDate | null => {
  if (text.trim() === '') return null
  const day = findPlainDate(text.trim())
  if (day) return day
  context.addIssue({ code: 'custom', message: unreadable })
  return z.NEVER
})
