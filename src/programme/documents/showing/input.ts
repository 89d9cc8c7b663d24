import { z } from 'zod'
import { documentKinds } from '../model/document.ts'

export const documentNo = z.coerce.number().int().positive().max(2_147_483_647)
export const optionalVersion = z
  .union([z.literal('').transform(() => undefined), z.coerce.number().int().positive().max(10_000)])
  .optional()
export const code = z.string().trim().max(20)
export const optionalCode = code.optional().transform((text) => (text === '' ? undefined : text))
export const kindInput = z.enum(documentKinds, 'Choose what it is.')
export const optionalKind = z.union([z.literal('').transform(() => undefined), z.enum(documentKinds)]).optional()
export const title = z.string().max(2_000).default('')
export const longText = z.string().max(200_000).default('')
/** Boxes that may be ticked, several or none. */
export const several = z.array(z.string().max(200)).default([])
