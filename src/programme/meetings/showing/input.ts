import { type PlainDate, findPlainDate } from '#shared'
import { z } from 'zod'

export const number = z.coerce.number().int().positive().max(2_147_483_647)
/** A choice that was left empty is none. */
export const optionalNumber = z.union([z.literal('').transform(() => null), number])
export const askedNumber = z.union([z.literal('').transform(() => undefined), number]).optional()
export const code = z.string().trim().max(20)
export const optionalCode = code.default('').transform((text) => (text === '' ? null : text))
export const askedCode = code.optional().transform((text) => (text === '' ? undefined : text))
export const short = z.string().max(2_000).default('')
export const long = z.string().max(20_000).default('')
export const hour = z.string().trim().max(10)

const writtenDay = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

/** `2008-01-08` or `8/1/2008`, as people type it. */
export function dayTyped(text: string): PlainDate | undefined {
  const parts = writtenDay.exec(text.trim())
  return findPlainDate(parts ? `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}` : text.trim())
}

export const day = z
  .string()
  .max(40)
  .transform((text, context): PlainDate => {
    const found = dayTyped(text)
    if (!found) context.addIssue({ code: 'custom', message: 'Write the day like 2008-01-31 or 31/1/2008.' })
    return found ?? z.NEVER
  })
export const optionalDay = z.union([z.literal('').transform(() => undefined), day]).optional()

/** Boxes that may be ticked, several or none. */
export const several = z.array(z.string().max(200)).default([])
export const severalNumbers = several.transform((all) =>
  all.map(Number).filter((one) => Number.isInteger(one) && one > 0),
)

export const dayHint = 'Like 2008-01-31 or 31/1/2008'
