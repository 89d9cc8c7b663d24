import { type PlainDate, findPlainDate } from '#shared'
import { z } from 'zod'

export const dayInput = z.string().transform((text, context): PlainDate | undefined => {
  if (text.trim() === '') return undefined
  const found = findPlainDate(text.trim())
  if (!found) context.addIssue({ code: 'custom', message: `“${text}” is no day: write it like 2008-04-01.` })
  return found
})

/** A whole percentage; nothing where it is left empty. */
export const percentInput = z.string().transform((text, context): number | undefined => {
  if (text.trim() === '') return undefined
  if (/^\d{1,4}$/.test(text.trim())) return Number(text)
  context.addIssue({ code: 'custom', message: 'Write a whole percentage like 90.' })
  return z.NEVER
})

export const codeInput = z.string().max(80)
