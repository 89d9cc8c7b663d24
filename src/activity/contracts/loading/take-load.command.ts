import { type Ctx, fingerprint } from '#platform'
import { type Ok, type Refused, ok, refused } from '#shared'
import { findProposal, removeProposal } from '../stores/proposal.store.ts'
import { insertItems, insertLoad, lockRegister } from '../stores/register.store.ts'
import type { Change } from './differences.ts'
import type { Fault } from './fault.ts'
import { type KindName, wholeOf } from './kind.ts'
import { kindNamed } from './kinds.ts'
import { type FileToLoad, commissionersOf, prepareFiles, prepareLists } from './prepare-load.view.ts'
import { type Prepared, type PreparedList, isNews } from './prepared.ts'

/** What was taken, by list, in the order in which it was taken. */
export interface Taken {
  readonly kind: KindName
  readonly file: string
  readonly added: number
  readonly changed: number
  readonly removed: number
}

export type LoadResult = Ok<Taken[]> | LoadRefusal

export type LoadRefusal = Refused<'faults' | 'changed' | 'gone'> & { readonly faults?: readonly Fault[] }

const faulty = (faults: readonly Fault[]): LoadRefusal => ({
  ...refused(
    'faults',
    `Nothing was taken: ${faults.length === 1 ? 'one thing is' : `${faults.length.toLocaleString('en-GB')} things are`} wrong. ` +
      'Correct the file and send it again.',
  ),
  faults,
})

/** By which it is known that what is taken is what was shown. */
export const changesFingerprint = (changes: readonly Change[]): string => fingerprint(changes)

const countOf = (changes: readonly Change[], what: Change['change']): number =>
  changes.filter(({ change }) => change === what).length

/** What is the same already is not written again, unless its list was never loaded. */
async function takeList(ctx: Ctx, list: PreparedList, prepared: Prepared): Promise<Taken> {
  const kind = kindNamed(list.kind)
  const changes = prepared.changes.filter((change) => change.kind === list.kind)
  const different = new Set(changes.map(({ whole }) => whole))
  for (const commissioner of commissionersOf(list, prepared.commissioner)) {
    const isOwn = ({ commissioner: whose }: { commissioner: string | null }): boolean => whose === commissioner
    const isFirst = prepared.firsts.some((first) => first.kind === list.kind && isOwn(first))
    if (!isFirst && !changes.some(isOwn)) continue
    const items = list.items
      .map(({ item }) => item)
      .filter((item) => commissioner === null || item['commissioner'] === commissioner)
      .filter((item) => isFirst || different.has(wholeOf(kind, item)))
    const loadNo = await insertLoad(ctx.db, {
      kind: list.kind,
      commissioner,
      fileName: list.file,
      sha256: list.sha256,
      rows: items.length,
      loadedAt: ctx.clock.now(),
      loadedBy: ctx.actor.name,
    })
    await insertItems(ctx.db, loadNo, kind, items)
  }
  return {
    kind: list.kind,
    file: list.file,
    added: countOf(changes, 'added'),
    changed: countOf(changes, 'changed'),
    removed: countOf(changes, 'removed'),
  }
}

async function takePrepared(ctx: Ctx, prepared: Prepared): Promise<Taken[]> {
  const taken: Taken[] = []
  for (const list of prepared.lists) taken.push(await takeList(ctx, list, prepared))
  for (const { kind, file, ...counts } of taken) {
    const sha256 = prepared.lists.find((list) => list.kind === kind)!.sha256
    await ctx.audit(ctx.db, 'contract.load', `${kind} of ${file}`, { kind, file, sha256, ...counts })
  }
  return taken
}

/** Loads files of the register, in any order: all of them, or nothing and a list of all that is wrong. */
export async function loadContracts(ctx: Ctx, files: readonly FileToLoad[]): Promise<LoadResult> {
  const read = await prepareFiles(ctx, files)
  if (read.faults.length > 0) return faulty(read.faults)
  return ctx.transaction(async (tx) => {
    await lockRegister(tx)
    const within = { ...ctx, db: tx }
    const prepared = await prepareLists(within, read.lists)
    if (prepared.faults.length > 0) return faulty(prepared.faults)
    return ok(isNews(prepared) ? await takePrepared(within, prepared) : [])
  })
}

const gone = (): LoadRefusal =>
  refused(
    'gone',
    'These files are not waiting any more: they were taken or thrown away, or a day has gone by. Send them again.',
  )

const otherwise = (): LoadRefusal =>
  refused(
    'changed',
    'Somebody changed the register since this was shown. Look at what would change now, and take it then.',
  )

/** Takes what waits, where it would still change what was shown; else it goes on waiting. */
export const takeProposal = (
  ctx: Ctx,
  { proposalNo, shown }: { readonly proposalNo: number; readonly shown: string },
): Promise<LoadResult> =>
  ctx.transaction(async (tx) => {
    await lockRegister(tx)
    const within = { ...ctx, db: tx }
    const proposal = await findProposal(tx, proposalNo)
    if (!proposal) return gone()
    if (proposal.faults.length > 0) return faulty(proposal.faults)
    const prepared = await prepareLists(within, proposal.lists)
    if (prepared.faults.length > 0) return faulty(prepared.faults)
    if (changesFingerprint(prepared.changes) !== shown) return otherwise()
    if (!(await removeProposal(tx, proposalNo))) return gone()
    return ok(await takePrepared(within, prepared))
  })
