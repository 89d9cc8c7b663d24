import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type PlainDate, type Refused, type Result, ok, refused } from '#shared'
import { deedOf } from '../stores/deed.ts'
import { lockPlan } from '../stores/locks.store.ts'
import { insertItemEvents, insertItemVersion, insertItemVersions, insertItems } from '../stores/plan.store.ts'
import { mayRun } from '../stores/reach.view.ts'
import { type WordsRefusal, refuseWords } from '../stores/refuse-words.ts'
import { planPolicy } from '../policy/plan-policy.view.ts'
import { readTimescale } from '../timescale/read-timescale.ts'
import type { ItemSaid, PlanItem } from './item.ts'
import { findItem, planItems } from './items.view.ts'
import { nextRef } from './place.ts'

/** What somebody types of an item. */
export interface ItemTyped {
  readonly section: string
  readonly ref: string
  readonly objective: string
  readonly leadsText: string
  readonly timescaleText: string
  /** Days that go before those that the timescale names; both empty leaves it to the timescale. */
  readonly start: PlainDate | null
  readonly due: PlainDate | null
}

export type ItemRefusal = WordsRefusal | 'not-found' | 'objective' | 'ref' | 'due' | 'changed'

export const notFound = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such plan or item here that you may change. Check its address.')

/** The columns of a version. */
export const versionRow = (owner: string, itemNo: number, said: ItemSaid) => ({
  item_no: itemNo,
  owner,
  place: said.place,
  section: said.section,
  ref: said.ref,
  ref_as_written: said.refAsWritten,
  objective: said.objective,
  leads_text: said.leadsText,
  timescale_text: said.timescaleText,
  start_date: said.start,
  due_date: said.due,
  days_are: said.daysAre,
  notes: JSON.stringify(said.notes),
  is_removed: said.isRemoved,
})

/** The days of an item: as typed, else as its timescale says. */
export function daysOf({ start, due, timescaleText }: Pick<ItemTyped, 'start' | 'due' | 'timescaleText'>) {
  const read = readTimescale(timescaleText)
  return start === null && due === null
    ? ({ start: read.start, due: read.due, daysAre: 'read' } as const)
    : ({ start, due, daysAre: 'typed' } as const)
}

function refuseTyped(typed: ItemTyped, others: readonly PlanItem[]): Refused<ItemRefusal> | undefined {
  const most = planPolicy().longest_objective
  if (typed.objective.trim() === '') return refused('objective', 'Say what is to be done.')
  if (typed.start && typed.due && typed.due < typed.start)
    return refused('due', 'It would end before it begins: put one of the two days right.')
  const same = others.find(({ ref }) => ref === typed.ref.trim())
  if (same) return refused('ref', `${typed.ref.trim()} is the reference of another item: give this one its own.`)
  return (
    refuseWords('Objective', typed.objective, { most }) ??
    refuseWords('Section', typed.section) ??
    refuseWords('Reference', typed.ref, { most: 20 }) ??
    refuseWords('Leads', typed.leadsText) ??
    refuseWords('Timescale', typed.timescaleText)
  )
}

/** Behind the last item of its section, or at the end. */
function placeFor(section: string, items: readonly PlanItem[]): number {
  const last = items.findLastIndex((item) => item.section === section)
  if (last < 0) return (items.at(-1)?.place ?? 0) + 1
  const next = items[last + 1]
  return next ? (items[last]!.place + next.place) / 2 : items[last]!.place + 1
}

const saidOf = (typed: ItemTyped, place: number, ref: string): ItemSaid => ({
  place,
  section: typed.section.trim(),
  ref,
  refAsWritten: ref,
  objective: typed.objective.trim(),
  leadsText: typed.leadsText.trim(),
  timescaleText: typed.timescaleText.trim(),
  ...daysOf(typed),
  notes: [],
  isRemoved: false,
})

/** New items, each with the status that its timescale tells; their numbers in the same order. */
export async function writeNewItems(
  ctx: Ctx,
  tx: Database,
  {
    owner,
    source,
    said,
    importNo = null,
  }: { owner: string; source: string; said: readonly ItemSaid[]; importNo?: number | null },
): Promise<number[]> {
  if (said.length === 0) return []
  const numbers = await insertItems(
    tx,
    said.map(() => ({ owner, source })),
  )
  const [deed, why] = [deedOf(ctx), importNo === null ? ('typed' as const) : ('file' as const)]
  await insertItemVersions(
    tx,
    said.map((each, at) => ({ ...versionRow(owner, numbers[at]!, each), import_no: importNo, why, ...deed })),
  )
  const event = { owner, event: 'status', words: '', undoes: null, import_no: importNo, ...deed } as const
  await insertItemEvents(
    tx,
    said.map(({ timescaleText }, at) => ({
      ...event,
      item_no: numbers[at]!,
      status: readTimescale(timescaleText).status ?? 'planned',
    })),
  )
  return numbers
}

/** Adds an item at the end of its section; without a reference it gets the next of the section. */
export async function addItem(
  ctx: Ctx,
  { owner, source = 'typed', ...typed }: ItemTyped & { readonly owner: string; readonly source?: string },
): Promise<Result<{ itemNo: number; ref: string }, ItemRefusal>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const items = await planItems({ ...ctx, db: tx }, { owner })
    const wrong = refuseTyped(typed, typed.ref.trim() === '' ? [] : items)
    if (wrong) return wrong
    const ref =
      typed.ref.trim() ||
      nextRef(
        typed.section,
        items.map((item) => item.ref),
      )
    const said = saidOf(typed, placeFor(typed.section.trim(), items), ref)
    const [itemNo] = await writeNewItems(ctx, tx, { owner, source, said: [said] })
    await ctx.audit(tx, 'plan.add', `item ${itemNo}`, { owner, ref }, { after: said })
    return ok({ itemNo: itemNo!, ref })
  })
}

/** Changes what an item says. `versionNo` is the version that was looked at: where it is another by now, nothing is changed. */
export async function changeItem(
  ctx: Ctx,
  { owner, itemNo, versionNo, ...typed }: ItemTyped & { owner: string; itemNo: number; versionNo: number },
): Promise<Result<{ itemNo: number }, ItemRefusal>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const items = await planItems({ ...ctx, db: tx }, { owner })
    const item = items.find((each) => each.itemNo === itemNo)
    if (!item) return notFound()
    if (item.versionNo !== versionNo)
      return refused(
        'changed',
        'Somebody changed this item while you did. What they wrote stands above; yours is below.',
      )
    const wrong = refuseTyped(
      typed,
      items.filter((each) => each.itemNo !== itemNo),
    )
    if (wrong) return wrong
    const isMoved = item.section !== typed.section.trim()
    const place = isMoved ? placeFor(typed.section.trim(), items) : item.place
    const said = {
      ...saidOf(typed, place, typed.ref.trim() || item.ref),
      refAsWritten: item.refAsWritten,
      notes: item.notes,
    }
    await insertItemVersion(tx, { ...versionRow(owner, itemNo, said), import_no: null, why: 'typed', ...deedOf(ctx) })
    await ctx.audit(
      tx,
      'plan.change',
      `item ${itemNo}`,
      { owner, ref: said.ref },
      { before: item.versionNo, after: said },
    )
    return ok({ itemNo })
  })
}

/** Takes an item out of the plan; undoing brings it back. */
export async function removeItem(
  ctx: Ctx,
  { owner, itemNo }: { readonly owner: string; readonly itemNo: number },
): Promise<Result<{ itemNo: number }, ItemRefusal>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const item = await findItem({ ...ctx, db: tx }, owner, itemNo)
    if (!item || item.isRemoved) return notFound()
    const row = versionRow(owner, itemNo, { ...item, isRemoved: true })
    await insertItemVersion(tx, { ...row, import_no: null, why: 'removed', ...deedOf(ctx) })
    await ctx.audit(tx, 'plan.remove', `item ${itemNo}`, { owner, ref: item.ref })
    return ok({ itemNo })
  })
}
