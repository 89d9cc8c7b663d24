import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Refused, type Result, ok, refused } from '#shared'
import type { Challenge, Side } from '../model/challenge.ts'
import { type MoveRefusal, checkMove, type Move } from '../model/moves.ts'
import { checkSeen } from '../model/seen.ts'
import { type Standing, isOver, standingOf } from '../model/standing.ts'
import { type NewEvent, appendEvents, lockChallenge } from '../stores/challenge.store.ts'
import { findChallenge } from '../views/challenge.view.ts'

export type ChangeRefusal = 'not-found' | 'changed' | MoveRefusal

/** Which challenge, and what the asker had seen of it: the last event that their page knew of; nothing where they saw no page. */
export interface Asked {
  readonly reference: string
  readonly seen?: number
}

export interface Held {
  readonly tx: Database
  readonly challenge: Challenge
  readonly standing: Standing
}

export interface Change<Code extends string> extends Asked {
  readonly side: Side
  /** Whose changes disturb it; all of the challenge where it names none. */
  readonly itemNo?: number
  readonly action: string
  readonly detail?: Readonly<Record<string, unknown>>
  /** What is written, or why nothing is. */
  readonly decide: (held: Held) => Promise<Result<readonly NewEvent[], Code>>
}

export const noChallenge = (reference: string): Refused<'not-found'> =>
  refused(
    'not-found',
    `There is no challenge ${reference}: check the reference. “locality challenge list” has them all.`,
  )

/** Once everything in it is settled or withdrawn, a challenge closes by itself. */
async function closing({ tx, challenge }: Held, ctx: Ctx): Promise<NewEvent[]> {
  const after = await findChallenge({ db: tx, scope: ctx.scope }, challenge.head.reference)
  const standing = after && standingOf(after)
  if (!standing || standing.endedAt || !standing.sentAt || !standing.items.every(isOver)) return []
  const event = standing.items.some(({ state }) => state === 'settled') ? 'closed' : 'withdrawn'
  return [{ event, side: 'us' }]
}

/**
 * Every change of a challenge goes this way: its row is locked, what the asker saw is held against what was said since, the change is
 * decided on what stands, its events and their record land in one transaction. Killed anywhere, nothing of it has happened.
 */
export async function changeChallenge<Code extends string>(
  ctx: Ctx,
  { reference, seen, side, itemNo, action, detail, decide }: Change<Code>,
): Promise<Result<Challenge, Code | 'not-found' | 'changed'>> {
  return ctx.transaction(async (tx): Promise<Result<Challenge, Code | 'not-found' | 'changed'>> => {
    const asker = { db: tx, scope: ctx.scope }
    const challenge = (await lockChallenge(tx, reference)) ? await findChallenge(asker, reference) : undefined
    if (!challenge) return noChallenge(reference)
    const undisturbed = checkSeen(challenge.events, {
      seen,
      ...(itemNo !== undefined && { itemNo }),
      ...(side === 'provider' && { ours: 'provider' }),
    })
    if (!undisturbed.ok) return undisturbed
    const held = { tx, challenge, standing: standingOf(challenge) }
    const events = await decide(held)
    if (!events.ok) return events
    await appendEvents(ctx, tx, challenge.head.challengeId, events.value)
    if (side === 'us') await appendEvents(ctx, tx, challenge.head.challengeId, await closing(held, ctx))
    await ctx.audit(tx, action, `challenge ${reference}`, { ...detail })
    return ok((await findChallenge(asker, reference))!)
  })
}

/** A change that is one move and one event. */
export const oneMove =
  (move: Move, event: NewEvent) =>
  async ({ standing, challenge }: Held): Promise<Result<readonly NewEvent[], MoveRefusal>> => {
    const checked = checkMove(standing, move, challenge.head.tolerancePence)
    return checked.ok ? ok([event]) : checked
  }
