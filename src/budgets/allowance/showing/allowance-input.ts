import { type FinancialYear, findFinancialYear } from '#shared'
import { z } from 'zod'

/** A year of an address or a form that was left empty is the one that the page begins with. */
export const optionalYear = z
  .string()
  .optional()
  .transform((text, context): FinancialYear | undefined => {
    if (text === undefined || text.trim() === '') return undefined
    const found = findFinancialYear(text)
    if (!found) context.addIssue({ code: 'custom', message: 'Write the year like 2008/09.' })
    return found ?? z.NEVER
  })

/** Per cent as typed, in hundredths of one: `12.5` is 1250. */
export const basisPoints = z.string().transform((text, context): number => {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim())
  const points = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : Number.NaN
  if (points <= 10_000) return points
  context.addIssue({ code: 'custom', message: 'Write per cent from 0 to 100, like 25 or 12.5.' })
  return z.NEVER
})

export const code = z.string().trim().max(20)
export const words = z.string().max(2_000).default('')
