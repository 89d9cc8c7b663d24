import type { Database } from '#db'
import type { Asker, Ctx } from '#platform'
import { type Pence, type Result, formatPence, ok, refused } from '#shared'
import { type MovingRefusal, moveFindings } from './move-findings.command.ts'
import { standingsOf } from '../findings/standings.view.ts'

const each = (ids: readonly number[]) => [...new Set(ids)].map((findingId) => ({ findingId }))

/**
 * Puts findings into a challenge with this reference, within the transaction that makes the challenge: all or none. Refused with what
 * happened meanwhile where one of them cannot be challenged any more. The journal is the caller's to write, last.
 */
export async function challengeFindings(
  tx: Database,
  ctx: Ctx,
  ids: readonly number[],
  reference: string,
): Promise<Result<void, MovingRefusal>> {
  const moved = await moveFindings(tx, ctx, { move: 'challenge', findings: each(ids) }, () => ({
    event: 'challenged',
    challengeReference: reference,
  }))
  return moved.ok ? ok(undefined) : moved
}

/** Takes findings out of their challenge again, all or none: they stand as they did before. The journal is the caller's to write, last. */
export async function withdrawChallenged(
  tx: Database,
  ctx: Ctx,
  ids: readonly number[],
): Promise<Result<void, MovingRefusal>> {
  const moved = await moveFindings(tx, ctx, { move: 'withdraw-challenge', findings: each(ids) }, ({ standing }) => ({
    event: 'challenge-withdrawn',
    ...(standing.decision?.challengeReference && { challengeReference: standing.decision.challengeReference }),
  }))
  return moved.ok ? ok(undefined) : moved
}

export interface SettledFinding {
  readonly findingId: number
  /** What was accepted of it in whole pence, up to its value; 0 where our side accepts that it was rejected. */
  readonly acceptedPence: Pence
}

/** The first amount that is less than nothing or more than was claimed, in words. */
async function amountRefusal(asker: Asker, settled: readonly SettledFinding[]) {
  const found = await standingsOf(
    asker,
    settled.map(({ findingId }) => findingId),
  )
  const wrong = settled.find(({ findingId, acceptedPence }) => {
    const one = found.get(findingId)
    return one && (acceptedPence < 0 || acceptedPence > one.claimPence)
  })
  if (!wrong) return undefined
  const { claimPence, lineId, provider } = found.get(wrong.findingId)!
  return refused(
    'wrong-amount',
    `${formatPence(wrong.acceptedPence)} cannot be accepted of ${lineId === '' ? `finding ${wrong.findingId}` : `line ${lineId}`} of ` +
      `${provider}: it is worth ${formatPence(claimPence)}. Write an amount from nothing to that.`,
  )
}

/** Settles findings of a challenge with what was accepted of each, all or none. The journal is the caller's to write, last. */
export async function settleFindings(
  tx: Database,
  ctx: Ctx,
  settled: readonly SettledFinding[],
): Promise<Result<void, MovingRefusal | 'wrong-amount'>> {
  const amounts = new Map(settled.map(({ findingId, acceptedPence }) => [findingId, acceptedPence]))
  const wrong = await amountRefusal({ db: tx, scope: ctx.scope }, settled)
  if (wrong) return wrong
  const findings = each([...amounts.keys()])
  const moved = await moveFindings(tx, ctx, { move: 'settle', findings }, ({ findingId, standing }) => ({
    event: 'settled',
    acceptedPence: amounts.get(findingId)!,
    ...(standing.decision?.challengeReference && { challengeReference: standing.decision.challengeReference }),
  }))
  return moved.ok ? ok(undefined) : moved
}
