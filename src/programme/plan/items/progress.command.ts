import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { deedOf } from '../stores/deed.ts'
import { lockPlan } from '../stores/locks.store.ts'
import { insertItemEvent } from '../stores/plan.store.ts'
import { mayRead, mayRun } from '../stores/reach.view.ts'
import { type WordsRefusal, refuseWords } from '../stores/refuse-words.ts'
import type { Status } from '../timescale/timescale.ts'
import { notFound } from './change-item.command.ts'
import { itemEvents } from './events.view.ts'
import { statusWords } from './item.ts'
import { findItem } from './items.view.ts'

interface AtItem {
  readonly owner: string
  readonly itemNo: number
}

type ProgressRefusal = WordsRefusal | 'not-found' | 'same' | 'nothing'

/** Says how an item stands now, with a word of why where there is one. */
export async function setStatus(
  ctx: Ctx,
  { owner, itemNo, status, words }: AtItem & { readonly status: Status; readonly words: string },
): Promise<Result<{ eventNo: number }, ProgressRefusal>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  const wrong = refuseWords('Words', words)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const item = await findItem({ ...ctx, db: tx }, owner, itemNo)
    if (!item || item.isRemoved) return notFound()
    if (item.status === status) return refused('same', `It is ${statusWords[status].toLowerCase()} already.`)
    const event = { item_no: itemNo, owner, event: 'status', status, words: words.trim(), undoes: null } as const
    const eventNo = await insertItemEvent(tx, { ...event, import_no: null, ...deedOf(ctx) })
    await ctx.audit(tx, 'plan.status', `item ${itemNo}`, { owner, ref: item.ref, was: item.status, status })
    return ok({ eventNo })
  })
}

/** A note of progress: of whoever runs the plan, or leads on something in it. */
export async function noteProgress(
  ctx: Ctx,
  { owner, itemNo, words }: AtItem & { readonly words: string },
): Promise<Result<{ eventNo: number }, ProgressRefusal>> {
  const may = (await mayRun(ctx, owner)) || (mayDo(ctx.scope, 'lead.report') && (await mayRead(ctx, owner)))
  const item = may ? await findItem(ctx, owner, itemNo) : undefined
  if (!item || item.isRemoved) return notFound()
  const wrong = refuseWords('Note', words, { need: 'Write what there is to say of it.' })
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const event = { item_no: itemNo, owner, event: 'note', status: null, words: words.trim(), undoes: null } as const
    const eventNo = await insertItemEvent(tx, { ...event, import_no: null, ...deedOf(ctx) })
    await ctx.audit(tx, 'plan.note', `item ${itemNo}`, { owner, ref: item.ref })
    return ok({ eventNo })
  })
}

/** Takes the latest status back: the one before it stands again. */
export async function undoStatus(
  ctx: Ctx,
  { owner, itemNo }: AtItem,
): Promise<Result<{ eventNo: number }, ProgressRefusal>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const asking = { ...ctx, db: tx }
    if (!(await findItem(asking, owner, itemNo))) return notFound()
    const said = (await itemEvents(asking, owner, itemNo)).filter(
      ({ event, isUndone }) => event === 'status' && !isUndone,
    )
    if (said.length < 2) return refused('nothing', 'Its first status has none before it: say how it stands instead.')
    const { eventNo } = said[0]!
    const event = { item_no: itemNo, owner, event: 'undone', status: null, words: '', undoes: eventNo } as const
    await insertItemEvent(tx, { ...event, import_no: null, ...deedOf(ctx) })
    await ctx.audit(tx, 'plan.undo-status', `item ${itemNo}`, { owner, event: eventNo })
    return ok({ eventNo })
  })
}
