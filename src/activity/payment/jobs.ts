import { type JobHandler, defineJob } from '#platform'
import { findMonth, toMonth } from '#shared'
import { z } from 'zod'
import { prepareKind, prepareRunUnder } from './run/prepare-run.command.ts'

const month = z
  .string()
  .refine((text) => findMonth(text) !== undefined)
  .transform(toMonth)

/** Work that the server's worker can take up: a run that was cut off is simply built again. */
export const jobs: readonly JobHandler[] = [
  defineJob({
    kind: prepareKind,
    restartable: true,
    input: z.strictObject({ commissioner: z.string(), month, paysNewLines: z.boolean() }),
    run: prepareRunUnder,
  }) as JobHandler,
]
