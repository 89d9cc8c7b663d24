import { setTimeout as pause } from 'node:timers/promises'
import type { Ctx, Job } from '#platform'
import { IngestStopped } from '../ingest/run-ingest.step.ts'
import { listKept, listPaths, releaseImportLock, tryImportLock } from './import.store.ts'
import { sweepImports } from './keep-files.step.ts'

async function waitForTurn(ctx: Ctx, job: Job, held: Ctx['db']): Promise<void> {
  while (!(await tryImportLock(held))) {
    if (job.signal.aborted)
      throw new IngestStopped(
        'The import was stopped while it waited for another. Nothing was taken; run it again.',
        false,
      )
    job.report({ stage: 'Waiting for another import to end' })
    await pause(500)
  }
}

/** Whoever changes the lake's lines or the vault takes turns; what one that died left is taken away first. */
export async function inTurn<T>(ctx: Ctx, job: Job, work: () => Promise<T>): Promise<T> {
  return ctx.db.connection().execute(async (held) => {
    await waitForTurn(ctx, job, held)
    try {
      await sweepImports(ctx.folder, { paths: await listPaths(ctx.db), kept: await listKept(ctx.db) })
      return await work()
    } finally {
      await releaseImportLock(held)
    }
  })
}
