import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Ctx, type JobHandler, defineJob } from '#platform'
import { z } from 'zod'
import type { ActivityInput } from './delivery-taken.ts'
import { rotatePseudonymKind, rotatePseudonymUnderRun } from '../vault/rotate-pseudonym.command.ts'
import { rotateVaultKind, rotateVaultUnderRun } from '../vault/rotate-vault.command.ts'
import { activityKind, importUnderRun } from './import-activity.command.ts'

const inputSchema = z.strictObject({
  files: z.array(z.strictObject({ path: z.string(), name: z.string().optional() })).min(1),
  format: z.string().optional(),
  acceptPartial: z.boolean().optional(),
  snapshot: z.enum(['flex', 'freeze']).optional(),
  mapping: z.string().optional(),
  commissioner: z.string().optional(),
})

/** An upload belongs to its run; a file that somebody named at the command line does not. */
async function removeUploads(ctx: Ctx, { files }: ActivityInput): Promise<void> {
  const incoming = ctx.folder.path('incoming')
  for (const { path } of files) if (dirname(path) === incoming) await rm(path, { force: true })
}

/** For the server's worker. An upload stays where it is until its run has ended, so a run cut short can be done again. */
const activityJob: JobHandler = defineJob({
  kind: activityKind,
  restartable: true,
  input: inputSchema,
  run: (ctx, input, job) =>
    importUnderRun(ctx, input as ActivityInput, job).finally(() => removeUploads(ctx, input as ActivityInput)),
})

const nothing = z.strictObject({})

/** Rotations begin where they stopped, so one whose holder died is simply begun again. */
const rotateVaultJob: JobHandler = defineJob({
  kind: rotateVaultKind,
  restartable: true,
  input: nothing,
  run: (ctx, _, job) => rotateVaultUnderRun(ctx, job),
})

const rotatePseudonymJob: JobHandler = defineJob({
  kind: rotatePseudonymKind,
  restartable: true,
  input: nothing,
  run: (ctx, _, job) => rotatePseudonymUnderRun(ctx, job),
})

/** What the server's worker does for this room. */
export const jobs: readonly JobHandler[] = [activityJob, rotateVaultJob, rotatePseudonymJob]
