import { type JobHandler, defineJob } from '#platform'
import { findMonth, toMonth } from '#shared'
import { z } from 'zod'
import { checkMonthsKind, checkMonthsUnder } from './check-months.command.ts'

const month = z
  .string()
  .refine((text) => findMonth(text) !== undefined)
  .transform(toMonth)

/** Work that the server's worker can take up: a check that was cut off is simply done again. */
export const jobs: readonly JobHandler[] = [
  defineJob({
    kind: checkMonthsKind,
    restartable: true,
    input: z.strictObject({ months: z.array(month).min(1) }),
    run: (ctx, { months }, job) => checkMonthsUnder(ctx, months, job),
  }) as JobHandler,
]
