import { setTimeout as pause } from 'node:timers/promises'
import type { Ctx, Job } from '#platform'
import { listPaths, releaseImportLock, tryImportLock } from './import.store.ts'
import { sweepPrescribing } from './keep-files.step.ts'

async function waitForTurn(ctx: Ctx, job: Job, held: Ctx['db']): Promise<void> {
  while (!(await tryImportLock(held))) {
    if (job.signal.aborted)
      throw new Error('The import was stopped while it waited for another. Nothing was taken; run it again.')
    job.report({ stage: 'Waiting for another import to end' })
    await pause(500)
  }
}

/** Imports of prescribing take turns; what one that died left is taken away first. */
export async function inTurn<T>(ctx: Ctx, job: Job, work: () => Promise<T>): Promise<T> {
  return ctx.db.connection().execute(async (held) => {
    await waitForTurn(ctx, job, held)
    try {
      await sweepPrescribing(ctx.folder, await listPaths(ctx.db))
      return await work()
    } finally {
      await releaseImportLock(held)
    }
  })
}
