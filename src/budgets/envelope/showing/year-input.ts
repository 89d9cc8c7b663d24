import { type FinancialYear, findFinancialYear } from '#shared'
import { z } from 'zod'

/** A financial year as people type it: `2008/09`, `2008-09` or `200809`. */
export const yearInput = z.string().transform((text, context): FinancialYear => {
  const found = findFinancialYear(text)
  if (!found) context.addIssue({ code: 'custom', message: `“${text}” is no financial year: write it like 2008/09.` })
  return found ?? z.NEVER
})

export const yearOption = { flag: '--year <year>', words: 'the financial year, like 2008/09', required: true } as const
export const commissionerOption = {
  flag: '--commissioner <code>',
  words: 'whose; the only one there is without',
} as const
export const formatOption = {
  flag: '--format <format>',
  words: 'how to write it',
  choices: ['text', 'csv', 'json', 'xlsx'],
} as const
export const formatInput = z.enum(['text', 'csv', 'json', 'xlsx']).optional()
