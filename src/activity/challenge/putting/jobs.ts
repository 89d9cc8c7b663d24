import { type JobHandler, defineJob } from '#platform'
import { z } from 'zod'
import { sendChallengesKind, sendUnderRun } from './send-challenge.command.ts'

/** Work that the server’s worker takes up: what a run that was cut off has sent is sent, and the rest is sent then. */
export const jobs: readonly JobHandler[] = [
  defineJob({
    kind: sendChallengesKind,
    restartable: true,
    input: z.strictObject({ references: z.array(z.string()).min(1), seen: z.number().int().optional() }),
    run: (ctx, { references, seen }, job) =>
      sendUnderRun(ctx, { references, ...(seen !== undefined && { seen }) }, job),
  }) as JobHandler,
]
