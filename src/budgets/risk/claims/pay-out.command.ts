import type { Database } from '#db'
import type { Ctx } from '#platform'
import {
  type FinancialYear,
  type Pence,
  type Refused,
  type Result,
  addPence,
  formatPence,
  mayDo,
  noPence,
  ok,
  refused,
  toPence,
} from '#shared'
import { payOf } from '../pool/claims.ts'
import { actorKey, deedOf, doerKey } from '../words/person.ts'
import { lockYear } from '../words/year-lock.store.ts'
import type { Decision, Standing } from './claim.ts'
import { insertPayout } from './claim.store.ts'
import { findPayout } from './payouts.view.ts'
import { type PoolYear, poolYear } from './pool-year.view.ts'

export interface PayingOut {
  readonly commissioner: string
  readonly year: FinancialYear
  /** What it came to when it was looked at. */
  readonly totalPence: Pence
}

export type PayOutRefusal =
  | 'not-allowed'
  | 'not-filled'
  | 'paid-out'
  | 'undecided'
  | 'not-final'
  | 'nothing'
  | 'same-person'
  | 'changed'

export interface PaidOut {
  readonly payoutNo: number
  readonly paidPence: Pence
  readonly carriedPence: Pence
}

/** Claims that were allowed as they are now, with what is paid of each: what the pool holds, pro rata where it holds less. */
export function payable({
  standings,
  pool,
}: Pick<PoolYear, 'standings' | 'pool'>): { decision: Decision; paidPence: Pence }[] {
  const allowed = standings.filter(({ state }) => state === 'allowed').map(({ decision }) => decision!)
  const paid = payOf(
    allowed.map(({ allowedPence }) => allowedPence),
    pool.holdsPence,
  )
  return allowed.map((decision, at) => ({ decision, paidPence: paid[at]! }))
}

const open = (standings: readonly Standing[]): Standing[] =>
  standings.filter(({ state }) => state === 'undecided' || state === 'changed' || state === 'gone')

function refuse(ctx: Ctx, { year, totalPence }: PayingOut, found: PoolYear): Refused<PayOutRefusal> | undefined {
  if (!found.outturn?.isFinal)
    return refused(
      'not-final',
      `${year} is not final: something of it is not frozen, estimated or not in yet. Its pool is paid out once nothing of it can change.`,
    )
  const waiting = open(found.standings)
  if (waiting.length > 0)
    return refused(
      'undecided',
      `${waiting.length === 1 ? 'One claim of' : `${waiting.length} claims of`} ${year} must be decided first: ` +
        `${waiting
          .slice(0, 10)
          .map(({ practice }) => practice)
          .join(', ')}. What is paid of one depends on all.`,
    )
  const due = payable(found)
  if (due.length === 0) return refused('nothing', `No claim of ${year} is allowed, so there is nothing to pay out.`)
  if (due.some(({ decision }) => doerKey(decision) === actorKey(ctx.actor)))
    return refused('same-person', 'You decided claims of this year yourself. Somebody else must pay out.')
  const total = addPence(...due.map(({ paidPence }) => paidPence))
  return total === totalPence
    ? undefined
    : refused(
        'changed',
        `It comes to ${formatPence(total)} now, not to ${formatPence(totalPence)}. Look at it once more.`,
      )
}

async function keep(ctx: Ctx, tx: Database, { commissioner, year }: PayingOut, found: PoolYear): Promise<PaidOut> {
  const due = payable(found)
  const { holdsPence, poolNo } = found.pool
  const paidPence = addPence(...due.map((each) => each.paidPence))
  const carriedPence = found.set.terms.surplus === 'carried' ? toPence(holdsPence - paidPence) : noPence
  const payoutNo = await insertPayout(
    tx,
    {
      commissioner,
      year,
      pool_no: poolNo,
      holds_pence: holdsPence,
      allowed_pence: addPence(...due.map(({ decision }) => decision.allowedPence)),
      paid_pence: paidPence,
      carried_pence: carriedPence,
      ...deedOf(ctx.actor, ctx.clock.now()),
    },
    due.map(({ decision, paidPence: paid }) => ({
      commissioner,
      practice: decision.practice,
      group_code: decision.group,
      kind: decision.kind,
      claim_event_id: decision.claimEventId,
      allowed_pence: decision.allowedPence,
      paid_pence: paid,
    })),
  )
  await ctx.audit(tx, 'risk.pay', `risk payout ${payoutNo}`, {
    year,
    holdsPence,
    paidPence,
    carriedPence,
    claims: due.length,
  })
  return { payoutNo, paidPence, carriedPence }
}

/**
 * Pays a year’s pool out, once: every claim is decided, and whoever pays decided none of those that are paid. The ledger of what practices
 * hold reads it from there.
 */
export async function payOut(ctx: Ctx, paying: PayingOut): Promise<Result<PaidOut, PayOutRefusal>> {
  if (!mayDo(ctx.scope, 'budget.approve')) return refused('not-allowed', 'The pool is paid out by a finance lead.')
  return ctx.transaction(async (tx) => {
    await lockYear(tx, paying.commissioner, paying.year)
    const held = { ...ctx, db: tx }
    const before = await findPayout(held, paying)
    if (before)
      return refused('paid-out', `${before.actor} paid the pool of ${paying.year} out already. Nothing was changed.`)
    const found = await poolYear(held, paying)
    if (!found) return refused('not-filled', `The pool of ${paying.year} is not filled yet.`)
    return refuse(ctx, paying, found) ?? ok(await keep(ctx, tx, paying, found))
  })
}
