import { type JobHandler, defineJob } from '#platform'
import { findFinancialYear, findMonth, toFinancialYear, toMonth } from '#shared'
import { z } from 'zod'
import { priceBase, priceBaseKind } from './historic/price-base.command.ts'

const month = z
  .string()
  .refine((text) => findMonth(text) !== undefined)
  .transform(toMonth)
const year = z
  .string()
  .refine((text) => findFinancialYear(text) !== undefined)
  .transform(toFinancialYear)

/** Pricing a year of lines once more: a run that was cut off is simply done again. */
export const jobs: readonly JobHandler[] = [
  defineJob({
    kind: priceBaseKind,
    restartable: true,
    input: z.object({ commissioner: z.string(), months: z.array(month).min(1), priceYear: year }),
    run: (ctx, input) => priceBase(ctx, input),
  }) as JobHandler,
]
