import { type JobHandler, defineJob } from '#platform'
import { findMonth, toMonth } from '#shared'
import { z } from 'zod'
import { priceMonthKind, priceMonthUnder } from './price-month.command.ts'

/** Work that the server's worker can take up: a run that was cut off is simply done again. */
export const jobs: readonly JobHandler[] = [
  defineJob({
    kind: priceMonthKind,
    restartable: true,
    input: z.object({
      month: z
        .string()
        .refine((text) => findMonth(text) !== undefined)
        .transform(toMonth),
    }),
    run: (ctx, { month }, job) => priceMonthUnder(ctx, month, job),
  }) as JobHandler,
]
