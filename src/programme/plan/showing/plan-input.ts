import { type PlainDate, findPlainDate } from '#shared'
import { z } from 'zod'

export const number = z.coerce.number().int().positive().max(2_147_483_647)
export const code = z.string().trim().max(20)
export const optionalCode = code.optional().transform((text) => (text === '' ? undefined : text))
/** Longer than what is kept, so that whoever typed too much is told and loses nothing. */
export const longText = z.string().max(40_000).default('')
export const line = z.string().max(4_000).default('')

const unreadable = 'Write the day like 2006-03-31.'

export const dayInput = z.string().transform((text, context): PlainDate => {
  const found = findPlainDate(text.trim())
  if (!found) context.addIssue({ code: 'custom', message: unreadable })
  return found ?? z.NEVER
})

export const optionalDay = z
  .string()
  .default('')
  .transform((text, context): PlainDate | null => {
    if (text.trim() === '') return null
    const found = findPlainDate(text.trim())
    if (!found) context.addIssue({ code: 'custom', message: unreadable })
    return found ?? z.NEVER
  })

/** Boxes that may be ticked, several or none. */
export const several = z.array(z.string().max(200)).default([])
