import { randomBytes } from 'node:crypto'
import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { findBody } from '../bodies/bodies.view.ts'
import { notHere } from '../meeting/reach.view.ts'
import { hashOf } from '../model/address-hash.ts'
import { add } from '../stores/meetings.store.ts'

/**
 * Makes an address at which a calendar program asks for the dates of a body, or of all that somebody is in. Whoever knows it gets dates and
 * places and nothing else, so it is told once and only a hash is kept. A new one of the same calendar ends the one before.
 */
export async function makeCalendar(ctx: Ctx, bodyNo: number | null): Promise<Result<{ secret: string }>> {
  const personId = ctx.actor.userId
  if (!mayDo(ctx.scope, 'programme.read')) return notHere()
  if (personId === undefined)
    return refused('calendar', 'Only somebody with an account has a calendar. Sign in and make it there.')
  const body = bodyNo === null ? undefined : await findBody(ctx, bodyNo)
  if (bodyNo !== null && !body) return notHere()
  const secret = randomBytes(24).toString('base64url')
  return ctx.transaction(async (tx) => {
    await add(tx, 'meetings.calendar', {
      address_hash: hashOf(secret),
      body_no: bodyNo,
      owner: body?.owner ?? null,
      actor: ctx.actor.name,
      person_id: personId,
      at: ctx.clock.now(),
    })
    await ctx.audit(tx, 'calendar.make', bodyNo === null ? 'calendar of all' : `calendar of body ${bodyNo}`, {})
    return ok({ secret })
  })
}
