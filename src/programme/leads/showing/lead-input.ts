import { type Month, type PlainDate, addDays, findFinancialYear, findMonth, findPlainDate } from '#shared'
import { z } from 'zod'

export const number = z.coerce.number().int().positive().max(2_147_483_647)
export const code = z.string().trim().max(20)
export const optionalCode = code.optional().transform((text) => (text === '' ? undefined : text))
export const words = z.string().max(4_000).default('')
export const line = z.string().max(400).default('')

const unreadable = 'Write the day like 2008-04-01.'

export const dayInput = z.string().transform((text, context): PlainDate => {
  const found = findPlainDate(text.trim())
  if (!found) context.addIssue({ code: 'custom', message: unreadable })
  return found ?? z.NEVER
})

/** The last day of something, or nothing where the field was left empty: answers with the first day on which it is over. */
export const lastDayInput = z
  .string()
  .default('')
  .transform((text, context): PlainDate | null => {
    if (text.trim() === '') return null
    const found = findPlainDate(text.trim())
    if (!found) context.addIssue({ code: 'custom', message: unreadable })
    return found ? addDays(found, 1) : z.NEVER
  })

export const monthInput = z.string().transform((text, context): Month => {
  const found = findMonth(text.trim())
  if (!found) context.addIssue({ code: 'custom', message: 'Write the month like 2008-04.' })
  return found ?? z.NEVER
})

export const yearInput = z.string().transform((text, context) => {
  const found = findFinancialYear(text.trim())
  if (!found) context.addIssue({ code: 'custom', message: 'Write the year like 2008/09.' })
  return found ?? z.NEVER
})

/** So many of something in small parts, as typed: `7.5` with 60 parts are 450 minutes. An empty field is none. */
const partsOf = (parts: number, most: number, message: string) =>
  z
    .string()
    .default('')
    .transform((text, context): number => {
      const typed = text.trim().replace(',', '.')
      const value = typed === '' ? 0 : /^\d{1,4}(\.\d{1,2})?$/.test(typed) ? Number(typed) : Number.NaN
      if (value <= most) return Math.round(value * parts)
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    })

/** Hours as typed, in minutes. */
export const hoursInput = partsOf(60, 744, 'Write hours like 7.5.')
/** Half-days as typed, in tenths. */
export const sessionsInput = partsOf(10, 100, 'Write sessions like 3 or 2.5.')
