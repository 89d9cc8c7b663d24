import { type FinancialYear, type Month, findFinancialYear, findMonth } from '#shared'
import { z } from 'zod'
import { positionDimensions } from '../position/position-row.ts'

/** A month as it is typed in an address or after an option. */
export const monthInput = z.string().transform((text, context): Month => {
  const month = findMonth(text.trim())
  if (month) return month
  context.addIssue({ code: 'custom', message: 'Write the month as year and month, like 2008-06.' })
  return z.NEVER
})

/** A financial year: `2008/09`, or `2008-09` as it stands in an address. */
export const yearInput = z.string().transform((text, context): FinancialYear => {
  const year = findFinancialYear(text)
  if (year) return year
  context.addIssue({ code: 'custom', message: 'Write the financial year like 2008/09.' })
  return z.NEVER
})

export const byInput = z.enum(positionDimensions)

/** A field that was left empty is a question that was not asked. */
export const optionalCode = z
  .string()
  .trim()
  .max(60)
  .optional()
  .transform((text) => (text === '' ? undefined : text))

/** Codes of organisations are capitals; lines are not. */
export const organisationCode = optionalCode.transform((text) => text?.toUpperCase())

export const narrowedInput = { practice: organisationCode, group: organisationCode, line: optionalCode }

/** Only what was asked for. */
export function narrowedBy(input: {
  practice?: string | undefined
  group?: string | undefined
  line?: string | undefined
}) {
  return {
    ...(input.practice !== undefined && { practice: input.practice }),
    ...(input.group !== undefined && { group: input.group }),
    ...(input.line !== undefined && { line: input.line }),
  }
}
