import type { Ctx } from '#platform'
import { type Result, findPatientData, mayDo, ok, patientDataRefusal, refused } from '#shared'
import { lockMonth } from '../stores/month-lock.store.ts'
import { deedOf } from '../words/person.ts'
import { insertRunEvent } from './run.store.ts'
import { findPaymentRun } from './runs.view.ts'
import { noSuchRun, refuseEnded } from './seen-run.ts'

export interface ToCancel {
  readonly runNo: number
  readonly words: string
}

/** Takes a prepared run back, with a reason. What was approved is not cancelled: what was paid wrongly is asked back. */
export async function cancelRun(
  ctx: Ctx,
  { runNo, words }: ToCancel,
): Promise<Result<void, 'not-found' | 'ended' | 'no-words' | 'names-patient'>> {
  const found = await findPaymentRun(ctx, runNo)
  if (!found || !(mayDo(ctx.scope, 'payment.prepare') || mayDo(ctx.scope, 'payment.approve'))) return noSuchRun()
  const said = words.trim()
  if (said === '') return refused('no-words', 'Say in a few words why the run is cancelled.')
  const named = findPatientData(said)
  if (named.length > 0) return refused('names-patient', patientDataRefusal('words', named))
  return ctx.transaction(async (tx) => {
    await lockMonth(tx, found.commissioner, found.month)
    const run = (await findPaymentRun({ ...ctx, db: tx }, runNo))!
    const ended = refuseEnded(run)
    if (ended) return ended
    const deed = deedOf(ctx.actor, ctx.clock.now())
    await insertRunEvent(tx, {
      run_no: runNo,
      commissioner: run.commissioner,
      event: 'cancelled',
      words: said,
      ...deed,
    })
    await ctx.audit(tx, 'payment.cancel', `payment run ${runNo}`, {}, { purpose: said })
    return ok(undefined)
  })
}
