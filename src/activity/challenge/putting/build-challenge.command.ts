import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Result, formatMonth, formatPence, ok, refused } from '#shared'
import type { Challenge, ChallengeHead, Item } from '../model/challenge.ts'
import { appendEvents, insertChallenge, insertItems, takeFindings } from '../stores/challenge.store.ts'
import { findChallenge } from '../views/challenge.view.ts'
import { type Bundle, itemsOf } from './claimable.ts'
import { type Proposal, claimedOf, proposalFor } from './proposal.view.ts'

export interface ChallengeToBuild extends Bundle {
  /** Only what these rules found; all of them where nothing is said. */
  readonly rules?: readonly string[]
  /** What somebody was shown that it would come to: refused where it comes to something else by now. */
  readonly expectedPence?: number
}

export type BuildRefusal = 'nothing-to-claim' | 'changed' | 'already-challenged'

async function insert(
  ctx: Ctx,
  tx: Database,
  { bundle, terms }: Proposal,
  items: readonly Item[],
): Promise<ChallengeHead> {
  const { linePence: _line, ...agreed } = terms
  const head = await insertChallenge(tx, {
    ...bundle,
    ...agreed,
    draftedAt: ctx.clock.now(),
    draftedBy: ctx.actor.name,
  })
  await insertItems(tx, head.challengeId, items)
  return head
}

const taken = refused(
  'already-challenged',
  'Somebody put some of these findings into another challenge at this moment. Nothing was drafted: look again at what is left to claim.',
)

class AlreadyTaken extends Error {}

function checkProposal(
  proposal: Proposal,
  { provider, month, expectedPence }: ChallengeToBuild,
): Result<void, BuildRefusal> {
  if (proposal.claimable.length === 0)
    return refused(
      'nothing-to-claim',
      `There is nothing to claim from ${provider} for ${formatMonth(month)}: no finding of that bill is open or upheld and not ` +
        'challenged yet. Check the month, or see which findings are left out and why.',
    )
  const claimed = claimedOf(proposal)
  if (expectedPence === undefined || expectedPence === claimed) return ok(undefined)
  return refused(
    'changed',
    `It would now come to ${formatPence(claimed)}, because findings were decided or checked anew meanwhile. ` +
      'Nothing was drafted: look again.',
  )
}

async function draft(ctx: Ctx, tx: Database, proposal: Proposal): Promise<Challenge> {
  const items = itemsOf(proposal.claimable)
  const head = await insert(ctx, tx, proposal, items)
  const mine = await takeFindings(tx, head.challengeId, items)
  if (mine.size < items.length) throw new AlreadyTaken()
  await appendEvents(ctx, tx, head.challengeId, [{ event: 'drafted', side: 'us' }])
  await ctx.audit(tx, 'challenge.build', `challenge ${head.reference}`, {
    items: items.length,
    claimedPence: claimedOf(proposal),
  })
  return (await findChallenge({ db: tx, scope: ctx.scope }, head.reference))!
}

/**
 * Puts the findings of a bill that can be claimed together as a draft: each becomes an item, frozen as it is now. A finding is in one
 * live challenge at a time, which the database keeps; of two who draft the same at once one is refused, and nothing of theirs is left.
 */
export async function buildChallenge(ctx: Ctx, asked: ChallengeToBuild): Promise<Result<Challenge, BuildRefusal>> {
  const { rules, expectedPence: _expected, ...bundle } = asked
  try {
    return await ctx.transaction(async (tx): Promise<Result<Challenge, BuildRefusal>> => {
      const proposal = await proposalFor({ db: tx, scope: ctx.scope, clock: ctx.clock }, bundle, rules)
      const checked = checkProposal(proposal, asked)
      return checked.ok ? ok(await draft(ctx, tx, proposal)) : checked
    })
  } catch (fault) {
    if (fault instanceof AlreadyTaken) return taken
    throw fault
  }
}
