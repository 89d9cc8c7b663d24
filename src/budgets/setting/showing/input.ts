import { z } from 'zod'

export const budgetNo = z.coerce.number().int().positive().max(2_147_483_647)
export const optionalNo = z
  .union([z.literal(''), budgetNo])
  .optional()
  .transform((value) => (value === '' ? undefined : value))
export const code = z.string().trim().max(20)
export const lineCode = z.string().trim().max(60)
export const words = z.string().max(2_000).default('')
export const short = z.string().trim().max(200).default('')
