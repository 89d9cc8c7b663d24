import { join } from 'node:path'
import { ok, refused } from '#shared'
import type { Database } from '#db'
import type { IngestOutcome } from '../ingest/ingest-job.ts'
import type { ActivityRefusal, ActivityResult } from './delivery-taken.ts'
import { activityTaken } from './activity-taken.ts'
import type { Delivery, Numbered } from './delivery.ts'
import { type NewEvent, appendEvent, insertContent, markKept } from './import.store.ts'
import { placeFiles, syncPath } from './keep-files.step.ts'

/** What was read of a delivery, with the file of rejects of each import that has one. */
export interface ReadDelivery {
  readonly files: readonly Numbered[]
  readonly outcome: IngestOutcome
  readonly rejects: ReadonlyMap<number, string>
  readonly commissioner: string | null
}

/** Writes down for each file what was found in it and what became of it. */
async function appendFindings(
  tx: Database,
  { ctx }: Delivery,
  { files, outcome, rejects }: ReadDelivery,
  event: NewEvent['event'],
): Promise<void> {
  const shared = { event, actor: ctx.actor.name, at: ctx.clock.now() }
  for (const { importNo } of files) {
    const place = rejects.get(importNo)
    const detail = { ...outcome.findings.get(importNo), ...(place && { rejects: place }), ...outcome.refusal }
    await appendEvent(tx, { ...shared, importNo, detail })
  }
}

/** Nothing was taken: the files of rejects and the reason stay. */
export async function refuseDelivery(delivery: Delivery, read: ReadDelivery): Promise<ActivityResult> {
  const { ctx } = delivery
  const { code, message } = read.outcome.refusal!
  const imports = read.files.map(({ importNo }) => importNo)
  await ctx.transaction(async (tx) => {
    await appendFindings(tx, delivery, read, 'refused')
    await ctx.audit(tx, 'activity.refuse', `delivery ${imports[0]}`, { code, imports })
  })
  const places = [...read.rejects.values()].map((path) => ctx.folder.path(path))
  const whole = places.length === 0 ? message : `${message} Rejects: ${places.join(', ')}`
  // The page of the run leads on to what was found.
  return { ...refused(code as ActivityRefusal, whole), href: `/imports/${imports[0]}` } as ActivityResult
}

async function placeAll({ ctx, staging }: Delivery, { files, outcome }: ReadDelivery): Promise<void> {
  const lines = outcome.files.map(({ made, path }) => ({ from: join(staging, made), to: join(ctx.lake.folder, path) }))
  const raw = files.map(({ sha256, spool }) => ({
    from: join(staging, `${spool}.enc`),
    to: ctx.folder.path('raw', `${sha256}.enc`),
  }))
  await placeFiles(lines)
  await placeFiles(raw)
  await syncPath(ctx.lake.folder)
}

/** The files are put in place first; from the commit on they count. */
export async function acceptDelivery(delivery: Delivery, read: ReadDelivery): Promise<ActivityResult> {
  const { ctx } = delivery
  const { files, outcome } = read
  await placeAll(delivery, read)
  const imports = files.map(({ importNo }) => importNo)
  const lines = outcome.submissions.reduce((sum, one) => sum + one.lines, 0)
  await ctx.transaction(async (tx) => {
    await insertContent(tx, outcome)
    await markKept(
      tx,
      files.map(({ sha256 }) => sha256),
    )
    await appendFindings(tx, delivery, read, 'accepted')
    await ctx.audit(tx, 'activity.import', `delivery ${imports[0]}`, { imports, lines })
  })
  return ok(
    activityTaken(
      files,
      outcome,
      read.commissioner,
      (importNo) => read.rejects.get(importNo) && ctx.folder.path(read.rejects.get(importNo)!),
    ),
  )
}
