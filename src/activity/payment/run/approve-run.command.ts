import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Pence, type Refused, type Result, dayInLondon, mayDo, ok, refused } from '#shared'
import { latestAgreements } from '../agreement/agreements.view.ts'
import { paymentPostings } from '../ledger/payment-postings.ts'
import { insertEntry } from '../ledger/ledger.store.ts'
import { lockMonth } from '../stores/month-lock.store.ts'
import { deedOf, personKey } from '../words/person.ts'
import { type Gathered, gather } from './gather.view.ts'
import { limitOf } from './limits.view.ts'
import { refuseAbove, refuseChanged, refuseSamePerson } from './refuse-approval.ts'
import type { PaymentRun } from './run.ts'
import { insertPaidAdjustments, insertPaidLines, insertRunEvent } from './run.store.ts'
import { findPaymentRun, runUnits } from './runs.view.ts'
import { type SeenRun, noSuchRun, refuseEnded, refuseOther } from './seen-run.ts'

export type ApproveRefusal =
  | 'not-found'
  | 'ended'
  | 'changed'
  | 'same-person'
  | 'above-limit'
  | 'already-paid'
  | 'not-allowed'

type Ready = { readonly run: PaymentRun; readonly gathered: Gathered }

/** Everything that must hold, in the order in which people can do something about it. */
async function refuseRun(ctx: Ctx, tx: Database, seen: SeenRun): Promise<Refused<ApproveRefusal> | Ready> {
  const held = { ...ctx, db: tx }
  const run = await findPaymentRun(held, seen.runNo)
  if (!run) return noSuchRun()
  const other = refuseEnded(run) ?? refuseOther(run, seen)
  if (other) return other
  const units = await runUnits(held, run.runNo)
  const agreed = (await latestAgreements(held, run.month)).filter(
    (each) =>
      each.commissioner === run.commissioner &&
      units.some(({ provider, group }) => each.provider === provider && each.group === group),
  )
  const today = dayInLondon(ctx.clock.now())
  const limit = await limitOf(held, { commissioner: run.commissioner, personId: ctx.actor.userId, today })
  const mine = refuseSamePerson(personKey(ctx.actor), run, agreed) ?? refuseAbove(run.totalPence, limit)
  if (mine) return mine
  const { commissioner, month, paysNewLines } = run
  const gathered = await gather(held, { commissioner, month, paysNewLines, only: units })
  return refuseChanged(run, units, gathered) ?? { run, gathered }
}

/** The lines, the adjustments and the ledger, in the transaction of the approval. */
async function pay(ctx: Ctx, tx: Database, { run, gathered }: Ready): Promise<void> {
  const { commissioner, month, runNo } = run
  const at = ctx.clock.now()
  await insertPaidLines(
    tx,
    { commissioner, month, runNo },
    gathered.units.flatMap(({ due }) => due),
  )
  await insertPaidAdjustments(
    tx,
    gathered.adjustments.map(({ provider, kind, reference, practice, amountPence }) => ({
      commissioner,
      provider,
      month,
      kind,
      reference,
      practice,
      run_no: runNo,
      amount_pence: amountPence,
    })),
  )
  for (const [provider, postings] of paymentPostings(gathered))
    await insertEntry(tx, {
      commissioner,
      month,
      kind: 'payment',
      run_no: runNo,
      provider,
      words: `Payment run ${runNo}`,
      reverses: null,
      asked_by: null,
      asked_by_person: null,
      posted_by: ctx.actor.name,
      posted_by_person: ctx.actor.userId ?? null,
      posted_at: at,
      postings,
    })
  await insertRunEvent(tx, { run_no: runNo, commissioner, event: 'approved', words: null, ...deedOf(ctx.actor, at) })
}

const isTwice = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === '23505'

/**
 * Approves a run as it was looked at: every line of it is paid, the ledger posted and the journal written in one transaction, or
 * nothing is.
 * Of two people who approve at one moment one does, and the other is told who.
 */
export async function approveRun(
  ctx: Ctx,
  seen: SeenRun,
): Promise<Result<{ runNo: number; totalPence: Pence }, ApproveRefusal>> {
  if (!mayDo(ctx.scope, 'payment.approve')) return refused('not-allowed', 'You may not approve payments.')
  const found = await findPaymentRun(ctx, seen.runNo)
  if (!found) return noSuchRun()
  try {
    return await ctx.transaction(async (tx) => {
      await lockMonth(tx, found.commissioner, found.month)
      const ready = await refuseRun(ctx, tx, seen)
      if ('code' in ready) return ready
      await pay(ctx, tx, ready)
      const { runNo, totalPence, runSha, lines } = ready.run
      await ctx.audit(tx, 'payment.approve', `payment run ${runNo}`, { totalPence, lines, run: runSha })
      return ok({ runNo, totalPence })
    })
  } catch (fault) {
    if (!isTwice(fault)) throw fault
    return refused(
      'already-paid',
      `A line of run ${seen.runNo} was paid already, so nothing of it was paid now. Cancel the run and prepare it again.`,
    )
  }
}
