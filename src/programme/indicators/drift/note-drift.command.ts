import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { putOnAgenda } from '#programme/meetings'
import { deedOf, refuseWords } from '#programme/leads'
import { type PlainDate, type Refused, type Result, dayInLondon, mayDo, ok, refused } from '#shared'
import { lockDrift } from '../stores/locks.store.ts'
import { type Drift, type Drifting, stateOf } from './drift.ts'
import { insertDrift, insertDriftEvent } from './drift.store.ts'
import { listDrift } from './drift.view.ts'
import { driftingNow } from './drifting-now.view.ts'

/** What became of something that drifts: it was written down now, or it is open already; and whether it is on an agenda. */
export interface NotedDrift {
  readonly driftNo: number
  readonly isNew: boolean
  readonly itemNo: number | null
}

export type NoteRefusal = 'not-found' | 'no-words' | 'names-patient'

const noOwner = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such organisation here for which you may do this. Check its code.')

export const mayAct = async (ctx: Ctx, owner: string): Promise<boolean> =>
  mayDo(ctx.scope, 'indicator.change') && (await ownersFor(ctx)).actsFor(owner)

const openOf = (all: readonly Drift[], subject: string): Drift | undefined =>
  all.find((drift) => drift.subject === subject && stateOf(drift) !== 'closed')

/** Writes it down once while it is open. */
async function writeDown(ctx: Ctx, drifting: Drifting, on: PlainDate): Promise<{ drift: Drift; isNew: boolean }> {
  const { owner, kind, subject, title, reason, href } = drifting
  return ctx.transaction(async (tx) => {
    await lockDrift(tx, owner)
    const inTx = { ...ctx, db: tx }
    const open = openOf(await listDrift(inTx, { owner }), subject)
    if (open) return { drift: open, isNew: false }
    const deed = deedOf(owner, ctx.actor, ctx.clock.now())
    const driftNo = await insertDrift(tx, { kind, subject, title, reason, href, found_on: on, ...deed })
    await ctx.audit(tx, 'drift.find', `drift ${driftNo}`, { owner, kind })
    return { drift: (await listDrift(inTx, { driftNo }))[0]!, isNew: true }
  })
}

/** Puts it on the owner’s next agenda, where it is not on one yet. Whoever may not run meetings leaves that to somebody who may. */
async function bringToAgenda(ctx: Ctx, drift: Drift): Promise<number | null> {
  if (drift.events.some(({ event }) => event === 'on-agenda') || !mayDo(ctx.scope, 'meeting.run')) return null
  const { driftNo, owner, title, reason } = drift
  const placed = await putOnAgenda(ctx, { owner, title: `Drift: ${title}`, reason, source: `drift:${driftNo}` })
  if (!placed.ok) return null
  const { itemNo } = placed.value
  await ctx.transaction(async (tx) => {
    const deed = deedOf(owner, ctx.actor, ctx.clock.now())
    const event = { event: 'on-agenda', words: '', reference: `item ${itemNo}`, effect: null } as const
    await insertDriftEvent(tx, { drift_no: driftNo, ...event, ...deed })
    await ctx.audit(tx, 'drift.agenda', `drift ${driftNo}`, { owner, item: itemNo })
  })
  return itemNo
}

/**
 * Notes that something is beyond its tolerance: a collective action is put on the owner’s next agenda, once while it is open. For the
 * rooms that stand behind this one, such as the framework with a target below its threshold.
 */
export async function noteDrift(ctx: Ctx, drifting: Drifting): Promise<Result<NotedDrift, NoteRefusal>> {
  if (!(await mayAct(ctx, drifting.owner))) return noOwner()
  const wrong =
    refuseWords(drifting.title, 'Say what drifts.') ?? refuseWords(drifting.reason, 'Say what is beyond what.')
  if (wrong) return wrong
  const { drift, isNew } = await writeDown(ctx, drifting, dayInLondon(ctx.clock.now()))
  return ok({ driftNo: drift.driftNo, isNew, itemNo: await bringToAgenda(ctx, drift) })
}

export interface FoundDrift {
  /** Everything beyond its tolerance on the day. */
  readonly found: readonly Drifting[]
  /** Of it, what was not open before. */
  readonly noted: readonly number[]
  /** How many are on an agenda now that were on none. */
  readonly onAgenda: number
}

/** Looks for everything of an owner that is beyond its tolerance, and puts what is new on its next agenda. */
export async function findDrift(
  ctx: Ctx,
  { owner, on = dayInLondon(ctx.clock.now()) }: { readonly owner: string; readonly on?: PlainDate },
): Promise<Result<FoundDrift, NoteRefusal>> {
  if (!(await mayAct(ctx, owner))) return noOwner()
  const found = await driftingNow(ctx, { owner, on })
  const written = []
  for (const drifting of found) written.push(await writeDown(ctx, drifting, on))
  let onAgenda = 0
  for (const drift of await listDrift(ctx, { owner, isOpen: true }))
    if ((await bringToAgenda(ctx, drift)) !== null) onAgenda += 1
  return ok({ found, noted: written.filter(({ isNew }) => isNew).map(({ drift }) => drift.driftNo), onAgenda })
}
