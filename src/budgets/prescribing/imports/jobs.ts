import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Ctx, type JobHandler, defineJob } from '#platform'
import { type Month, findMonth } from '#shared'
import { z } from 'zod'
import { importUnderRun, prescribingKind } from './import-prescribing.command.ts'
import type { PrescribingInput } from './import.ts'

const inputSchema = z.strictObject({
  files: z.array(z.strictObject({ path: z.string(), name: z.string().optional() })).min(1),
  commissioner: z.string().optional(),
  month: z
    .string()
    .refine((text) => findMonth(text) !== undefined)
    .transform((text) => text as Month)
    .optional(),
  acceptPartial: z.boolean().optional(),
  keepAll: z.boolean().optional(),
})

/** An upload belongs to its run; a file that somebody named at the command line does not. */
async function removeUploads(ctx: Ctx, { files }: PrescribingInput): Promise<void> {
  const incoming = ctx.folder.path('incoming')
  for (const { path } of files) if (dirname(path) === incoming) await rm(path, { force: true })
}

/** For the server's worker. An upload stays where it is until its run has ended, so a run cut short can be done again. */
export const jobs: readonly JobHandler[] = [
  defineJob({
    kind: prescribingKind,
    restartable: true,
    input: inputSchema,
    run: (ctx, input: PrescribingInput, job) =>
      importUnderRun(ctx, input, job).finally(() => removeUploads(ctx, input)),
  }) as JobHandler,
]
