import { tableFormats } from '#tables'
import type { CommandOption } from '#terminal'
import {
  type FinancialYear,
  type Month,
  type PlainDate,
  findFinancialYear,
  findMonth,
  findPlainDate,
  penceFromPounds,
} from '#shared'
import { z } from 'zod'
import { methods } from '../policy/prescribing-policy.ts'

/** A month as it is typed in an address or after an option. */
export const monthInput = z.string().transform((text, context): Month => {
  const month = findMonth(text.trim())
  if (month) return month
  context.addIssue({ code: 'custom', message: 'Write the month as year and month, like 2007-10.' })
  return z.NEVER
})

export const yearInput = z.string().transform((text, context): FinancialYear => {
  const year = findFinancialYear(text)
  if (year) return year
  context.addIssue({ code: 'custom', message: 'Write the financial year like 2007/08.' })
  return z.NEVER
})

/** A day as if it were today, for a report as it would have been. */
export const dayInput = z
  .string()
  .trim()
  .optional()
  .transform((text, context): PlainDate | undefined => {
    if (text === undefined || text === '') return undefined
    const day = findPlainDate(text)
    if (day) return day
    context.addIssue({ code: 'custom', message: 'Write the day as year, month and day, like 2007-12-01.' })
    return z.NEVER
  })

export const code = z.string().trim().max(20)
/** A field of a form that was left empty is a question that was not asked. */
export const optionalCode = code.optional().transform((text) => (text === '' ? undefined : text))
export const chapterInput = z.string().regex(/^\d\d$/, 'A chapter has two digits, like 02.')
export const substanceInput = z
  .string()
  .regex(/^\d\d[0-9A-Z]{7}$/, 'A chemical substance has nine characters, like 0212000B0.')
export const methodInput = z.enum(methods).optional()

/** Pounds as people type them: `1250000`, `1,250,000.50`, `£1,250,000`. */
export const budgetInput = z
  .string()
  .trim()
  .max(30)
  .optional()
  .transform((text, context) => {
    if (text === undefined || text === '') return undefined
    const pence = penceFromPounds(text.replaceAll(/[£,\s]/g, ''))
    if (pence.ok) return pence.value
    context.addIssue({ code: 'custom', message: 'Write the budget in pounds, like 1250000 or 1250000.50.' })
    return z.NEVER
  })

export const formatOption: CommandOption = {
  flag: '--format <format>',
  words: 'how it is written',
  choices: ['text', ...tableFormats],
}
export const formatInput = z.enum(['text', ...tableFormats]).optional()
export const commissionerOption: CommandOption = {
  flag: '--commissioner <code>',
  words: 'whose prescribing, where there are several',
}
