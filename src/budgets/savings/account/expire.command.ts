import type { Ctx } from '#platform'
import { type Result, dayInLondon, formatDate, mayDo, ok, refused } from '#shared'
import { insertEntry } from '../ledger/ledger.store.ts'
import { expiryPostings } from '../ledger/savings-postings.ts'
import { lockSavings } from '../stores/locks.store.ts'
import { endings } from './expiry.view.ts'

/** Posts what has come to its end by today: entitlements back to the commissioner, old overspends off the practices' accounts. */
export async function expireSavings(
  ctx: Ctx,
  { commissioner }: { readonly commissioner: string },
): Promise<Result<{ practices: number }, 'not-found' | 'nothing'>> {
  const { commissioners } = ctx.scope
  const isOwn = commissioners === 'all' || commissioners.includes(commissioner)
  if (!mayDo(ctx.scope, 'budget.set') || !isOwn) return refused('not-found', 'There is no such commissioner here.')
  const today = dayInLondon(ctx.clock.now())
  return ctx.transaction(async (tx) => {
    await lockSavings(tx, commissioner)
    const ending = await endings({ ...ctx, db: tx }, { commissioner, today })
    if (ending.length === 0) return refused('nothing', `Nothing has come to its end by ${formatDate(today)}.`)
    for (const { practice, entitlements, overspends } of ending)
      await insertEntry(
        tx,
        {
          commissioner,
          practice,
          kind: 'expiry',
          close_no: null,
          use_no: null,
          request_no: null,
          reverses: null,
          words: 'By the terms of its year',
          asked_by: null,
          asked_by_person: null,
          posted_by: ctx.actor.name,
          posted_by_person: ctx.actor.userId ?? null,
          posted_at: ctx.clock.now(),
        },
        expiryPostings(entitlements, overspends),
      )
    await ctx.audit(tx, 'savings.expire', commissioner, { practices: ending.length, today })
    return ok({ practices: ending.length })
  })
}
