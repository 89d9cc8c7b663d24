import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Ctx, type Job, type JobRequest, runJob } from '#platform'
import { type Result, ok, refused } from '#shared'
import type { Format } from '../formats/format.ts'
import { startReader } from '../ingest/run-ingest.step.ts'
import { mappedFormats } from '../mapping/mapping.view.ts'
import type { ActivityInput, ActivityResult } from './delivery-taken.ts'
import { type Delivery, type Numbered, nameOf } from './delivery.ts'
import { inTurn } from './import-turn.command.ts'
import { insertImports } from './import.store.ts'
import { sealFile } from '../vault/sealed-file.step.ts'
import { newestVaultKey } from '../vault/vault-key.ts'
import { keepRejects, readDelivery } from './read-delivery.command.ts'
import { billedTo } from './billed-to.ts'
import { checkFiles, checkRoom, receiveDelivery } from './receive-delivery.command.ts'
import { acceptDelivery, refuseDelivery } from './settle-delivery.command.ts'

async function mappedFor({ ctx, input }: Delivery): Promise<Result<Format[], 'no-mapping'>> {
  const mapped = await mappedFormats(ctx.db)
  if (!input.mapping || mapped.some(({ name }) => name === input.mapping)) return ok(mapped)
  return refused(
    'no-mapping',
    `There is no saved mapping “${input.mapping}”. Make it on the imports page, or check its name.`,
  )
}

async function sealAll({ ctx, staging }: Delivery, files: readonly Numbered[]): Promise<void> {
  const key = await newestVaultKey(ctx.folder)
  await Promise.all(files.map(({ spool }) => sealFile(join(staging, spool), join(staging, `${spool}.enc`), key)))
}

async function takeDelivery(delivery: Delivery): Promise<ActivityResult> {
  const { ctx, job } = delivery
  const mapped = await mappedFor(delivery)
  if (!mapped.ok) return mapped
  const received = await receiveDelivery(delivery)
  if (!received.ok) return received
  const { commissioner } = delivery
  const by = { actor: ctx.actor.name, commissioner, at: ctx.clock.now() }
  const numbers = await ctx.transaction((tx) => insertImports(tx, received.value, by))
  const files = received.value.map((file, at): Numbered => ({ ...file, importNo: numbers[at]!, name: file.fileName }))
  const [outcome] = await Promise.all([readDelivery(delivery, files, mapped.value), sealAll(delivery, files)])
  const rejects = await keepRejects(delivery, outcome)
  const read = { files, outcome, rejects, commissioner }
  if (outcome.refusal) return refuseDelivery(delivery, read)
  job.report({ stage: 'Taking it in' })
  return acceptDelivery(delivery, read)
}

export const activityKind = 'import-activity'

/** What is asked of the worker. */
export const activityRequest = (input: ActivityInput): JobRequest => ({
  kind: activityKind,
  permission: 'activity.import',
  input,
})

/** The work itself, under a run: one at a time, and whatever an import that died left is taken away first. */
export async function importUnderRun(ctx: Ctx, input: ActivityInput, job: Job): Promise<ActivityResult> {
  const there = await checkFiles(input)
  if (!there.ok) return there
  const commissioner = await billedTo(ctx, input)
  if (!commissioner.ok) return commissioner
  const room = await checkRoom(ctx, there.value)
  if (!room.ok) return room
  return inTurn(ctx, job, async () => {
    const staging = ctx.folder.path('lake', 'staging', `import-${job.runId}`)
    const reader = startReader()
    try {
      return await takeDelivery({ ctx, job, input, staging, reader, commissioner: commissioner.value })
    } finally {
      reader.kill('SIGKILL')
      await rm(staging, { recursive: true, force: true })
    }
  })
}

/**
 * Takes in a delivery: one file or several that belong together. All of it is checked before any of it counts; with
 * rejects nothing is taken unless a part is asked for. A file that was taken before is recognised by its content.
 */
export function importActivity(ctx: Ctx, input: ActivityInput): Promise<ActivityResult> {
  const named = { ...input, files: input.files.map((file) => ({ ...file, name: nameOf(file) })) }
  return runJob(ctx, activityRequest(named), (job) => importUnderRun(ctx, named, job))
}
