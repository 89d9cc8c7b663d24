import type { Ctx } from '#platform'
import { type Result, findPatientData, mayDo, ok, patientDataRefusal, refused } from '#shared'
import { findPrescribingImport } from './import-list.view.ts'
import { appendEvent } from './import.store.ts'

export type WithdrawRefusal = 'no-import' | 'not-accepted' | 'already-withdrawn' | 'names-patient' | 'not-allowed'

/** Takes a month's file back: it no longer counts, and what it replaced counts again. Nothing is deleted. */
export async function withdrawPrescribing(
  ctx: Ctx,
  { importNo, reason }: { readonly importNo: number; readonly reason?: string },
): Promise<Result<void, WithdrawRefusal>> {
  if (!mayDo(ctx.scope, 'prescribing.import'))
    return refused('not-allowed', 'Only whoever takes prescribing in takes it back.')
  const named = findPatientData(reason ?? '')
  if (named.length > 0) return refused('names-patient', patientDataRefusal('reason', named))
  const found = await findPrescribingImport(ctx, importNo)
  if (!found)
    return refused(
      'no-import',
      `There is no import ${importNo} of prescribing. “locality prescribing imports” lists them.`,
    )
  if (found.state === 'withdrawn')
    return refused('already-withdrawn', `Import ${importNo} was withdrawn already, so there is nothing to do.`)
  if (found.state !== 'accepted')
    return refused('not-accepted', `Import ${importNo} was never taken in, so there is nothing to withdraw.`)
  const { commissioner } = found
  return ctx.transaction(async (tx) => {
    const detail = reason ? { reason } : {}
    await appendEvent(tx, {
      importNo,
      commissioner,
      event: 'withdrawn',
      actor: ctx.actor.name,
      at: ctx.clock.now(),
      detail,
    })
    await ctx.audit(tx, 'prescribing.withdraw', `prescribing import ${importNo}`, detail)
    return ok(undefined)
  })
}
