import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Refused, type Result, formatPence, mayDo, ok, refused, toPence } from '#shared'
import { yearBalances } from '../account/balances.view.ts'
import { lockSavings } from '../stores/locks.store.ts'
import { deedOf, doerKey, personKey } from '../words/person.ts'
import { type Correction, listCorrections } from './corrections.view.ts'
import { type NewEntry, insertEntry, insertMirror, insertRequestEnd } from './ledger.store.ts'
import { ledgerLines } from './entries.view.ts'
import { clawBackPostings } from './savings-postings.ts'

export interface CorrectionToEnd {
  readonly requestNo: number
  readonly outcome: 'posted' | 'dropped'
}

export type EndRefusal = 'not-found' | 'already' | 'same-person' | 'too-much'

const findCorrection = async (ctx: Pick<Ctx, 'db' | 'scope'>, requestNo: number): Promise<Correction | undefined> =>
  (await listCorrections(ctx)).find((each) => each.requestNo === requestNo)

async function refuseEnd(
  ctx: Ctx,
  tx: Database,
  { requestNo, outcome }: CorrectionToEnd,
): Promise<Refused<EndRefusal> | Correction> {
  const held = { ...ctx, db: tx }
  const asked = (await findCorrection(held, requestNo))!
  if (asked.outcome) return refused('already', `Request ${requestNo} was ${asked.outcome} already.`)
  if (outcome === 'dropped') return asked
  if (doerKey(asked) === personKey(ctx.actor))
    return refused('same-person', 'You asked for this yourself. Somebody else must post it.')
  if (asked.kind === 'reversal') return asked
  const balance = (await yearBalances(held, { practice: asked.practice })).find(({ year }) => year === asked.year)
  const left = balance?.entitlementPence ?? 0
  if (asked.amountPence <= left) return asked
  return refused(
    'too-much',
    `${asked.practice} has ${formatPence(toPence(left))} left of ${asked.year} by now. Drop this request and ask for less.`,
  )
}

async function post(ctx: Ctx, tx: Database, asked: Correction): Promise<number> {
  const reversed = asked.entryNo === null ? [] : await ledgerLines({ ...ctx, db: tx }, { entry: asked.entryNo })
  const entry: NewEntry = {
    commissioner: asked.commissioner,
    practice: asked.practice,
    kind: asked.kind,
    close_no: null,
    use_no: reversed[0]?.useNo ?? null,
    request_no: asked.requestNo,
    reverses: asked.entryNo,
    words: asked.words,
    asked_by: asked.actor,
    asked_by_person: asked.personId,
    posted_by: ctx.actor.name,
    posted_by_person: ctx.actor.userId ?? null,
    posted_at: ctx.clock.now(),
  }
  return asked.entryNo === null
    ? insertEntry(tx, entry, clawBackPostings({ year: asked.year, pence: asked.amountPence }))
    : insertMirror(tx, { ...entry, reverses: asked.entryNo })
}

/** Posts what somebody else asked for, or drops it. */
export async function endCorrection(
  ctx: Ctx,
  end: CorrectionToEnd,
): Promise<Result<{ entryNo: number | null }, EndRefusal>> {
  const found = await findCorrection(ctx, end.requestNo)
  if (!found || !mayDo(ctx.scope, 'budget.approve'))
    return refused('not-found', 'There is no such request here. Check its number in the ledger.')
  return ctx.transaction(async (tx) => {
    await lockSavings(tx, found.commissioner)
    const asked = await refuseEnd(ctx, tx, end)
    if ('code' in asked) return asked
    const { commissioner, practice, requestNo } = asked
    const entryNo = end.outcome === 'posted' ? await post(ctx, tx, asked) : null
    const deed = deedOf(ctx.actor, ctx.clock.now())
    await insertRequestEnd(tx, { request_no: requestNo, commissioner, practice, outcome: end.outcome, ...deed })
    const action = end.outcome === 'posted' ? 'savings.post-correction' : 'savings.drop-correction'
    await ctx.audit(tx, action, `request ${requestNo}`, { kind: asked.kind, practice, entryNo })
    return ok({ entryNo })
  })
}
