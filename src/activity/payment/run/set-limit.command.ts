import type { Ctx } from '#platform'
import { type Pence, type PlainDate, type Result, dayInLondon, mayDo, ok, refused } from '#shared'
import { insertLimit } from './limit.store.ts'

export interface LimitToSet {
  readonly commissioner: string
  readonly personId: string | null
  readonly limitPence: Pence
  readonly from: PlainDate
}

/**
 * Sets up to how much may be approved from a day on: by one person, or by everybody who has no limit of their own. The contract
 * manager's to
 * set, never for themselves; a day that is over keeps the limit it had.
 */
export async function setLimit(ctx: Ctx, limit: LimitToSet): Promise<Result<void, 'not-allowed' | 'dates'>> {
  if (!mayDo(ctx.scope, 'contract.change') || (limit.personId !== null && limit.personId === ctx.actor.userId))
    return refused('not-allowed', 'Limits are set by the contract manager, and by nobody for themselves.')
  if (limit.from < dayInLondon(ctx.clock.now()))
    return refused('dates', 'A limit holds from today on at the earliest: days that are over keep the one they had.')
  return ctx.transaction(async (tx) => {
    await insertLimit(tx, {
      commissioner: limit.commissioner,
      person_id: limit.personId,
      limit_pence: limit.limitPence,
      from_date: limit.from,
      set_at: ctx.clock.now(),
      set_by: ctx.actor.name,
      set_by_person: ctx.actor.userId ?? null,
    })
    const subject = limit.personId === null ? 'approvers' : `person ${limit.personId}`
    await ctx.audit(tx, 'payment.limit', subject, { limitPence: limit.limitPence, from: limit.from })
    return ok(undefined)
  })
}
