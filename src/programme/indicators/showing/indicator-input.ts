import { type Month, findMonth } from '#shared'
import { z } from 'zod'
import { type Micro, readMicro } from '../model/amount.ts'

export const number = z.coerce.number().int().positive().max(2_147_483_647)
export const code = z.string().trim().max(20)
export const optionalCode = code.optional().transform((text) => (text === '' ? undefined : text))
export const words = z.string().max(4_000).default('')
export const line = z.string().max(400).default('')

export const monthInput = z.string().transform((text, context): Month => {
  const found = findMonth(text.trim())
  if (!found) context.addIssue({ code: 'custom', message: 'Write the month like 2008-04.' })
  return found ?? z.NEVER
})

export const microInput = z.string().transform((text, context): Micro => {
  const found = readMicro(text)
  if (found === undefined) context.addIssue({ code: 'custom', message: 'Write a number like 93.4.' })
  return found ?? z.NEVER
})

/** A number, or nothing where the field was left empty. */
export const microOrNothing = z
  .string()
  .default('')
  .transform((text, context): Micro | null => {
    if (text.trim() === '') return null
    const found = readMicro(text)
    if (found === undefined) context.addIssue({ code: 'custom', message: 'Write a number like 93.4, or nothing.' })
    return found ?? z.NEVER
  })
