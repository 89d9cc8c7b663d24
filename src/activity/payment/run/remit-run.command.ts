import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { insertEntry } from '../ledger/ledger.store.ts'
import { payableOfRun } from '../ledger/payable.view.ts'
import { remittancePostings } from '../ledger/payment-postings.ts'
import { lockMonth } from '../stores/month-lock.store.ts'
import { deedOf } from '../words/person.ts'
import { whenWords } from '../words/when.ts'
import { eventOf } from './run.ts'
import { insertRunEvent } from './run.store.ts'
import { findPaymentRun } from './runs.view.ts'
import { noSuchRun } from './seen-run.ts'

/** Writes down that the bank was told to pay an approved run, under the bank's reference, and posts it. */
export async function remitRun(
  ctx: Ctx,
  { runNo, reference }: { readonly runNo: number; readonly reference: string },
): Promise<Result<void, 'not-found' | 'not-approved' | 'already'>> {
  const found = await findPaymentRun(ctx, runNo)
  if (!found || !mayDo(ctx.scope, 'payment.prepare')) return noSuchRun()
  return ctx.transaction(async (tx) => {
    await lockMonth(tx, found.commissioner, found.month)
    const held = { ...ctx, db: tx }
    const run = (await findPaymentRun(held, runNo))!
    const sent = eventOf(run, 'remitted')
    if (run.state === 'remitted' && sent)
      return refused(
        'already',
        `${sent.actor} wrote down on ${whenWords(sent.at)} that run ${runNo} was sent to the bank.`,
      )
    if (run.state !== 'approved')
      return refused('not-approved', `Run ${runNo} is ${run.state}: only what was approved is sent to the bank.`)
    const at = ctx.clock.now()
    for (const { provider, payablePence } of await payableOfRun(held, run.runNo)) {
      if (payablePence <= 0) continue
      await insertEntry(tx, {
        commissioner: run.commissioner,
        month: run.month,
        kind: 'remittance',
        run_no: runNo,
        provider,
        words: `Sent to the bank: ${reference}`,
        reverses: null,
        asked_by: null,
        asked_by_person: null,
        posted_by: ctx.actor.name,
        posted_by_person: ctx.actor.userId ?? null,
        posted_at: at,
        postings: remittancePostings(provider, payablePence),
      })
    }
    await insertRunEvent(tx, {
      run_no: runNo,
      commissioner: run.commissioner,
      event: 'remitted',
      words: reference,
      ...deedOf(ctx.actor, at),
    })
    await ctx.audit(tx, 'payment.remit', `payment run ${runNo}`, { reference })
    return ok(undefined)
  })
}
