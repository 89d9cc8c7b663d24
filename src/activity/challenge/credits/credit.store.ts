import { type Database, type Generated, sql } from '#db'
import type { Ctx } from '#platform'
import type { Month, Pence } from '#shared'
import type { Match, MatchKind } from './credit.ts'

export type CreditTables = {
  'challenge.credit_match': {
    match_id: Generated<number>
    challenge_id: number
    item_no: number
    kind: MatchKind
    month: Month
    import_no: number
    line_id: string
    amount_pence: Pence
    found_at: Date
    found_by: string
  }
  'challenge.credit_event': {
    credit_event_id: Generated<number>
    match_id: number
    event: 'confirmed' | 'undone'
    words: string | null
    actor: string
    person_id: string | null
    at: Date
  }
}

/** Two who look for credits, or confirm them, take turns: a line gives back once. */
const creditLock = 7_100_031

export const lockCredits = (tx: Database): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${creditLock})`.execute(tx)

/** Answers with how many of them were not known yet. */
export async function insertMatches(ctx: Ctx, tx: Database, matches: readonly Match[]): Promise<number> {
  if (matches.length === 0) return 0
  const rows = await tx
    .withTables<CreditTables>()
    .insertInto('challenge.credit_match')
    .values(
      matches.map((match) => ({
        challenge_id: match.challengeId,
        item_no: match.itemNo,
        kind: match.kind,
        month: match.month,
        import_no: match.importNo,
        line_id: match.lineId,
        amount_pence: match.amountPence,
        found_at: ctx.clock.now(),
        found_by: ctx.actor.name,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('match_id')
    .execute()
  return rows.length
}

export const appendCreditEvent = (
  ctx: Ctx,
  tx: Database,
  { matchId, event, words }: { matchId: number; event: 'confirmed' | 'undone'; words?: string },
): Promise<unknown> =>
  tx
    .withTables<CreditTables>()
    .insertInto('challenge.credit_event')
    .values({
      match_id: matchId,
      event,
      words: words ?? null,
      actor: ctx.actor.name,
      person_id: ctx.scope.personId ?? null,
      at: ctx.clock.now(),
    })
    .execute()
