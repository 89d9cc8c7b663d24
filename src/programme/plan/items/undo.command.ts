import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Result, ok, refused } from '#shared'
import { findReceived } from '../importing/received.view.ts'
import { deedOf } from '../stores/deed.ts'
import { lockPlan } from '../stores/locks.store.ts'
import { insertDependency, insertItemEvent, insertItemVersion, insertReceivedEnd } from '../stores/plan.store.ts'
import { type Asking, mayRun } from '../stores/reach.view.ts'
import { planItems } from './items.view.ts'
import { notFound, versionRow } from './change-item.command.ts'
import { dependenciesByImport, statusesByImport } from './of-import.view.ts'
import { type StoredVersion, storedVersions } from './versions.view.ts'

type UndoRefusal = 'not-found' | 'nothing' | 'ended' | 'ref'

/** A version as it was, or, where there was none, the item taken out. */
const writeAsBefore = (
  ctx: Ctx,
  tx: Database,
  owner: string,
  now: StoredVersion,
  before: StoredVersion | undefined,
) => {
  const said = before ?? { ...now, isRemoved: true }
  return insertItemVersion(tx, {
    ...versionRow(owner, now.itemNo, said),
    import_no: null,
    why: before ? 'undone' : 'removed',
    ...deedOf(ctx),
  })
}

/** Takes back the latest change of what an item says; done twice, it comes back. */
export async function undoChange(
  ctx: Ctx,
  { owner, itemNo }: { readonly owner: string; readonly itemNo: number },
): Promise<Result<{ itemNo: number }, UndoRefusal>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const versions = (await storedVersions({ ...ctx, db: tx }, owner)).filter((version) => version.itemNo === itemNo)
    const [now, before] = versions
    if (!now) return notFound()
    if (!before) return refused('nothing', 'It was never changed: there is nothing to take back.')
    const taken = (await planItems({ ...ctx, db: tx }, { owner })).find(
      (item) => item.itemNo !== itemNo && item.ref === before.ref,
    )
    if (taken && !before.isRemoved)
      return refused(
        'ref',
        `It was ${before.ref} before, and another item has that reference now: give that one another first.`,
      )
    await writeAsBefore(ctx, tx, owner, now, before)
    await ctx.audit(tx, 'plan.undo', `item ${itemNo}`, { owner, version: now.versionNo })
    return ok({ itemNo })
  })
}

async function undoVersions(
  ctx: Ctx,
  tx: Database,
  owner: string,
  importNo: number,
): Promise<{ undone: number; kept: string[] }> {
  const byItem = new Map<number, StoredVersion[]>()
  for (const version of await storedVersions({ ...ctx, db: tx }, owner))
    byItem.set(version.itemNo, [...(byItem.get(version.itemNo) ?? []), version])
  const touched = [...byItem.values()].filter((versions) => versions.some((version) => version.importNo === importNo))
  const kept = touched.filter(([now]) => now!.importNo !== importNo)
  const undone = touched.filter(([now]) => now!.importNo === importNo)
  for (const [now, before] of undone) await writeAsBefore(ctx, tx, owner, now!, before)
  return { undone: undone.length, kept: kept.map(([now]) => now!.ref) }
}

async function undoBeside(ctx: Ctx, tx: Database, asking: Asking, owner: string, importNo: number): Promise<void> {
  for (const { itemNo, eventNo, isFirst } of await statusesByImport(asking, owner, importNo)) {
    if (isFirst) continue
    const event = { item_no: itemNo, owner, event: 'undone', status: null, words: '', undoes: eventNo } as const
    await insertItemEvent(tx, { ...event, import_no: null, ...deedOf(ctx) })
  }
  for (const { itemNo, waitsFor } of await dependenciesByImport(asking, owner, importNo)) {
    const link = { owner, item_no: itemNo, waits_for: waitsFor, is_on: false, import_no: null }
    await insertDependency(tx, { ...link, ...deedOf(ctx) })
  }
}

/** Takes back what a file changed. Items that somebody changed since stay as they are, and are told. */
export async function undoImport(
  ctx: Ctx,
  { owner, importNo }: { readonly owner: string; readonly importNo: number },
): Promise<Result<{ undone: number; kept: string[] }, UndoRefusal>> {
  if (!(await mayRun(ctx, owner))) return notFound()
  return ctx.transaction(async (tx) => {
    await lockPlan(tx, owner)
    const asking = { ...ctx, db: tx }
    const received = await findReceived(asking, owner, importNo)
    if (!received || received.what !== 'work-plan') return notFound()
    if (received.isUndone) return refused('ended', 'What this file changed was taken back already.')
    const done = await undoVersions(ctx, tx, owner, importNo)
    await undoBeside(ctx, tx, asking, owner, importNo)
    await insertReceivedEnd(tx, { import_no: importNo, owner, ...deedOf(ctx) })
    await ctx.audit(tx, 'plan.undo-import', owner, { import: importNo, undone: done.undone })
    return ok(done)
  })
}
