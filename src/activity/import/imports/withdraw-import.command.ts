import type { Ctx } from '#platform'
import { type Result, findPatientData, ok, patientDataRefusal, refused } from '#shared'
import { appendEvent, findImportForUpdate } from './import.store.ts'

/** Takes an import back: its lines no longer count, and what they replaced counts again. Nothing is deleted. */
export async function withdrawImport(
  ctx: Ctx,
  input: { importNo: number; reason?: string },
): Promise<Result<void, 'no-import' | 'not-accepted' | 'already-withdrawn' | 'names-patient'>> {
  const { importNo, reason } = input
  const named = findPatientData(reason ?? '')
  if (named.length > 0) return refused('names-patient', patientDataRefusal('reason', named))
  return ctx.transaction(async (tx) => {
    const found = await findImportForUpdate(tx, importNo)
    if (!found) return refused('no-import', `There is no import ${importNo}. “locality imports” lists them.`)
    if (found.events.includes('withdrawn'))
      return refused('already-withdrawn', `Import ${importNo} was withdrawn already, so there is nothing to do.`)
    if (!found.events.includes('accepted'))
      return refused('not-accepted', `Import ${importNo} was never taken in, so there is nothing to withdraw.`)
    await appendEvent(tx, {
      importNo,
      event: 'withdrawn',
      actor: ctx.actor.name,
      at: ctx.clock.now(),
      detail: reason ? { reason } : {},
    })
    await ctx.audit(tx, 'activity.withdraw', `import ${importNo}`, reason ? { reason } : {})
    return ok(undefined)
  })
}
