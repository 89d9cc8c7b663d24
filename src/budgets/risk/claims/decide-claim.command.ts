import type { Database } from '#db'
import type { Ctx } from '#platform'
import {
  type FinancialYear,
  type Pence,
  type Refused,
  type Result,
  formatPence,
  mayDo,
  noPence,
  ok,
  refused,
} from '#shared'
import type { ClaimKind } from '../pool/claims.ts'
import { deedOf } from '../words/person.ts'
import { saidWords } from '../words/said.ts'
import { lockYear } from '../words/year-lock.store.ts'
import { type Standing, claimKindWords } from './claim.ts'
import { insertClaimEvent } from './claim.store.ts'
import { findPayout } from './payouts.view.ts'
import { poolYear } from './pool-year.view.ts'

export interface Deciding {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly practice: string
  readonly kind: ClaimKind
  readonly event: 'allowed' | 'refused'
  /** The fingerprint of the claim that was looked at. */
  readonly mark: string
  readonly words?: string
}

export type DecideRefusal = 'not-allowed' | 'not-found' | 'changed' | 'same' | 'no-words' | 'names-patient' | 'paid-out'

function refuse(deciding: Deciding, standing: Standing | undefined): Refused<DecideRefusal> | undefined {
  const { claim, state } = standing ?? {}
  if (!claim)
    return refused(
      'not-found',
      `${deciding.practice} claims nothing of this kind for ${deciding.year}. Look at the claims again.`,
    )
  if (claim.mark !== deciding.mark)
    return refused(
      'changed',
      `The claim of ${deciding.practice} is not the one you looked at any more: it now comes to ${formatPence(claim.pence)}. ` +
        'Its outturn, costs or budget changed. Look at it once more.',
    )
  return state === deciding.event
    ? refused('same', `This claim is ${deciding.event} already. Nothing was changed.`)
    : undefined
}

/** What is said with it: a refusal needs words, an allowance may have some. */
function wordsOf({ event, words = '' }: Deciding): Result<string | null, 'no-words' | 'names-patient'> {
  if (event === 'allowed' && words.trim() === '') return ok(null)
  return saidWords(words, 'Write why the claim is refused: the practice will read it.')
}

async function keep(ctx: Ctx, tx: Database, deciding: Deciding, { claim, group }: Standing, words: string | null) {
  const allowedPence: Pence = deciding.event === 'allowed' ? claim!.pence : noPence
  const claimEventId = await insertClaimEvent(tx, {
    commissioner: deciding.commissioner,
    year: deciding.year,
    practice: deciding.practice,
    group_code: group,
    kind: deciding.kind,
    event: deciding.event,
    claimed_pence: claim!.pence,
    allowed_pence: allowedPence,
    claim_mark: claim!.mark,
    working: claim!.working,
    words,
    ...deedOf(ctx.actor, ctx.clock.now()),
  })
  const subject = `risk claim ${deciding.practice} ${deciding.year} ${deciding.kind}`
  const facts = { claimedPence: claim!.pence, allowedPence, claim: claim!.mark }
  await ctx.audit(tx, deciding.event === 'allowed' ? 'risk.allow' : 'risk.refuse', subject, facts, {
    ...(words !== null && { purpose: words }),
  })
  return ok({
    claimEventId,
    words: `${claimKindWords[deciding.kind]} of ${deciding.practice}: ${formatPence(claim!.pence)} ${deciding.event}.`,
  })
}

/**
 * Allows or refuses a claim as it was looked at: the finance lead’s. A claim that came to another amount since is not the one that was
 * looked at. Nothing is paid by it: somebody else pays out.
 */
export async function decideClaim(
  ctx: Ctx,
  deciding: Deciding,
): Promise<Result<{ claimEventId: number; words: string }, DecideRefusal>> {
  if (!mayDo(ctx.scope, 'budget.set'))
    return refused('not-allowed', 'Claims on the pool are decided by the finance lead.')
  const words = wordsOf(deciding)
  if (!words.ok) return words
  return ctx.transaction(async (tx) => {
    await lockYear(tx, deciding.commissioner, deciding.year)
    const held = { ...ctx, db: tx }
    if (await findPayout(held, deciding))
      return refused('paid-out', `The pool of ${deciding.year} was paid out: its claims are settled.`)
    const found = await poolYear(held, deciding)
    const standing = found?.standings.find(
      ({ practice, kind }) => practice === deciding.practice && kind === deciding.kind,
    )
    return refuse(deciding, standing) ?? keep(ctx, tx, deciding, standing!, words.value)
  })
}
