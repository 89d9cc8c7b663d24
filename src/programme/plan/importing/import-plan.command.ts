import type { Database } from '#db'
import { findOrganisation } from '#organisations'
import type { Ctx } from '#platform'
import { type Refused, type Result, ok, refused } from '#shared'
import { notFound, versionRow, writeNewItems } from '../items/change-item.command.ts'
import { circleWords, findCircle } from '../items/circle.ts'
import { dependenciesOf } from '../items/dependencies.view.ts'
import type { ItemSaid, PlanItem } from '../items/item.ts'
import { planItems } from '../items/items.view.ts'
import { planPolicy } from '../policy/plan-policy.view.ts'
import { deedOf } from '../stores/deed.ts'
import { lockPlan } from '../stores/locks.store.ts'
import { insertDependency, insertItemEvent, insertItemVersion, insertReceived } from '../stores/plan.store.ts'
import { mayRun } from '../stores/reach.view.ts'
import { readTimescale } from '../timescale/read-timescale.ts'
import { type FileVersion, fileVersionsOf } from './file-versions.view.ts'
import { matchRows } from './match-rows.ts'
import { mergeRow } from './merge-row.ts'
import { type TableSource, openTables } from './open-table.command.ts'
import { planRows } from './plan-rows.ts'
import { type PlanReject, type ReadRow, readPlan } from './read-plan.ts'
import { letterAfter } from './repair-refs.ts'

export interface PlanToImport {
  readonly owner: string
  readonly source: TableSource
  /** Takes the good rows when others are rejected; without it one bad row refuses the file. */
  readonly acceptPartial?: boolean
}

/** What became of a file. */
export interface PlanImported {
  readonly importNo: number
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly notes: readonly string[]
  readonly rejects: readonly PlanReject[]
}

export type PlanImportResult =
  | Result<PlanImported, string>
  | (Refused<string> & { readonly rejects: readonly PlanReject[] })

interface Taking {
  readonly ctx: Ctx
  readonly tx: Database
  readonly owner: string
  readonly importNo: number
  readonly rows: readonly ReadRow[]
  readonly items: readonly PlanItem[]
  readonly matched: ReadonlyMap<ReadRow, PlanItem>
  readonly before: ReadonlyMap<number, FileVersion>
}

/** Items of a file keep the order of the file: a new one stands behind the row before it. */
function placeBehind(last: number, places: readonly number[]): number {
  const next = places.filter((place) => place > last).toSorted((a, b) => a - b)[0]
  return next === undefined ? last + 1 : (last + next) / 2
}

async function changeMatched(
  { ctx, tx, owner, importNo, before }: Taking,
  row: ReadRow,
  item: PlanItem,
): Promise<void> {
  const merged = mergeRow(row, item, before.get(item.itemNo))
  if (!merged) return
  const version = {
    ...versionRow(owner, item.itemNo, merged),
    import_no: importNo,
    why: 'file' as const,
    ...deedOf(ctx),
  }
  await insertItemVersion(tx, version)
  const status = readTimescale(merged.timescaleText).status
  if (status !== null && status !== item.status && merged.timescaleText !== item.timescaleText) {
    const event = { item_no: item.itemNo, owner, event: 'status', status, words: '', undoes: null } as const
    await insertItemEvent(tx, { ...event, import_no: importNo, ...deedOf(ctx) })
  }
}

/** Writes what is new and what changed; answers with the number of each row's item. */
async function writeRows(taking: Taking): Promise<Map<string, number>> {
  const { ctx, tx, owner, importNo, rows, items, matched } = taking
  const places = items.map(({ place }) => place)
  const added: { readonly ref: string; readonly said: ItemSaid }[] = []
  let last = 0
  for (const row of rows) {
    const item = matched.get(row)
    if (item) await changeMatched(taking, row, item)
    else added.push({ ref: row.ref, said: { ...row, place: placeBehind(last, places), isRemoved: false } })
    last = item?.place ?? added.at(-1)!.said.place
    places.push(last)
  }
  const numbers = await writeNewItems(ctx, tx, { owner, source: 'file', said: added.map(({ said }) => said), importNo })
  return new Map([
    ...[...matched].map(([row, item]) => [row.ref, item.itemNo] as const),
    ...added.map(({ ref }, at) => [ref, numbers[at]!] as const),
  ])
}

/** References of rows and of items that are not among them. */
const numberOf = (taking: Taking, numbers: ReadonlyMap<string, number>, ref: string): number | undefined =>
  numbers.get(ref) ?? taking.items.find((item) => item.ref === ref)?.itemNo

async function writeDependencies(taking: Taking, numbers: ReadonlyMap<string, number>): Promise<void> {
  const { ctx, tx, owner, importNo, rows } = taking
  const known = await dependenciesOf({ ...ctx, db: tx }, owner)
  for (const row of rows)
    for (const ref of row.waitsFor) {
      const [itemNo, waitsFor] = [numbers.get(row.ref)!, numberOf(taking, numbers, ref)!]
      if (known.get(itemNo)?.includes(waitsFor)) continue
      const link = { owner, item_no: itemNo, waits_for: waitsFor, is_on: true, import_no: importNo }
      await insertDependency(tx, { ...link, ...deedOf(ctx) })
    }
}

/** A new row whose reference somebody gave to another item meanwhile stands beside it. */
function besideOthers(
  rows: readonly ReadRow[],
  items: readonly PlanItem[],
  matched: ReadonlyMap<ReadRow, PlanItem>,
  before: ReadonlyMap<number, FileVersion>,
): ReadRow[] {
  const rowOf = new Map([...matched].map(([row, item]) => [item.itemNo, row]))
  const refs = items.flatMap((item) => {
    const row = rowOf.get(item.itemNo)
    return (row && mergeRow(row, item, before.get(item.itemNo))?.ref) ?? (item.isRemoved ? [] : item.ref)
  })
  const taken = new Set([...refs, ...rows.map(({ ref }) => ref)])
  return rows.map((row) => {
    if (matched.has(row) || !refs.includes(row.ref)) return row
    const ref = letterAfter(taken, row.ref.replace(/[a-z]$/, ''))
    taken.add(ref)
    return { ...row, ref, notes: [...row.notes, `Another item of the plan has ${row.ref}: this one stands as ${ref}.`] }
  })
}

/** Rows that wait for what is not in the plan, and rows that wait for each other, before anything is written. */
async function refuseWaiting(
  ctx: Ctx,
  owner: string,
  rows: readonly ReadRow[],
  items: readonly PlanItem[],
  matched: ReadonlyMap<ReadRow, PlanItem>,
): Promise<PlanReject[]> {
  const ids = new Map<string, number>()
  for (const item of items) ids.set(item.ref, item.itemNo)
  for (const [at, row] of rows.entries()) ids.set(row.ref, matched.get(row)?.itemNo ?? -at - 1)
  const unknown = rows.flatMap((row) =>
    row.waitsFor
      .filter((ref) => !ids.has(ref))
      .map((ref) => ({
        row: row.row,
        column: 'waits for',
        value: ref,
        problem: `${ref} is no reference of this plan: put it right, or leave it out.`,
      })),
  )
  const waits = new Map(await dependenciesOf(ctx, owner))
  for (const row of rows) {
    const own = ids.get(row.ref)!
    const wanted = row.waitsFor.flatMap((ref) => ids.get(ref) ?? [])
    if (wanted.length > 0) waits.set(own, [...(waits.get(own) ?? []), ...wanted])
  }
  const circle = findCircle(waits)
  if (!circle) return unknown
  const refs = new Map([...ids].map(([ref, number]) => [number, ref]))
  const words = circleWords(circle, (number) => refs.get(number) ?? '?')
  const first = rows.find((row) => circle.includes(ids.get(row.ref)!))
  return [
    ...unknown,
    {
      row: first?.row ?? 0,
      column: 'waits for',
      value: '',
      problem: `They go round in a circle: ${words}. Take one of these out.`,
    },
  ]
}

const rowsWords = (count: number): string => (count === 1 ? 'One row cannot' : `${count} rows cannot`)

const refuseRejects = (name: string, rejects: readonly PlanReject[]) => ({
  ...refused(
    'rejected',
    `${rowsWords(new Set(rejects.map(({ row }) => row)).size)} be taken, so nothing of “${name}” was: ` +
      'put them right and send it again, or take the others without them.',
  ),
  rejects,
})

/** Items that came by file and are not in this one stay, and are told. */
function keptNotes(items: readonly PlanItem[], matched: ReadonlyMap<ReadRow, PlanItem>): string[] {
  const found = new Set(matched.values())
  const kept = items
    .filter((item) => item.source === 'file' && !item.isRemoved && !found.has(item))
    .map(({ ref }) => ref)
  return kept.length === 0
    ? []
    : [`Not in this file, and kept: ${kept.join(', ')}. Take out on its page what is no longer planned.`]
}

const rowNotes = (rows: readonly ReadRow[]): string[] =>
  rows.flatMap(({ row, ref, notes }) => notes.map((note) => `Row ${row} (${ref}): ${note}`))

async function open(ctx: Ctx, { owner, source }: PlanToImport) {
  if (!(await mayRun(ctx, owner))) return notFound()
  const organisation = await findOrganisation(ctx.db, owner)
  if (!organisation || !['group', 'commissioner'].includes(organisation.kind))
    return refused(
      'no-owner',
      `There is no group or commissioner with the code ${owner}: “locality organisation list” lists all.`,
    )
  const opened = await openTables(source)
  if (!opened.ok) return opened
  const rows = planRows(opened.value.tables, opened.value.name, planPolicy())
  return rows.ok ? ok({ opened: opened.value, rows: rows.value, ...readPlan(rows.value, planPolicy()) }) : rows
}

/**
 * Takes a plan from a file or a pasted table. What is odd is repaired with a note, what cannot be taken refuses the file unless the
 * rest is asked for; sent again, mended or not, nothing comes twice.
 */
export async function importPlan(ctx: Ctx, plan: PlanToImport): Promise<PlanImportResult> {
  const { owner, acceptPartial = false } = plan
  const found = await open(ctx, plan)
  if (!found.ok) return found
  const { opened, rows: all, taken: read, rejects } = found.value
  return ctx.transaction(async (tx): Promise<PlanImportResult> => {
    await lockPlan(tx, owner)
    const asking = { ...ctx, db: tx }
    const items = await planItems(asking, { owner, withRemoved: true })
    const matched = matchRows(read, items)
    const before = await fileVersionsOf(asking, owner)
    const rows = besideOthers(read, items, matched, before)
    const waiting = await refuseWaiting(asking, owner, rows, items, matched)
    const faults = [...rejects, ...waiting]
    if (waiting.length > 0 || (rejects.length > 0 && !acceptPartial) || rows.length === 0)
      return refuseRejects(opened.name, faults)
    const notes = [...rowNotes(rows), ...keptNotes(items, matched)]
    // Counted before it is written: the receipt is there first, for its rows to name it.
    const added = rows.filter((row) => !matched.has(row)).length
    const changed = rows.filter((row) => {
      const item = matched.get(row)
      return item !== undefined && mergeRow(row, item, before.get(item.itemNo)) !== undefined
    }).length
    const receipt = {
      owner,
      what: 'work-plan',
      name: opened.name,
      sha256: opened.sha256,
      rows_read: all.length,
      added,
      changed,
    } as const
    const importNo = await insertReceived(tx, { ...receipt, notes: JSON.stringify(notes), ...deedOf(ctx) })
    const taking: Taking = { ctx, tx, owner, importNo, rows, items, matched, before }
    const numbers = await writeRows(taking)
    await writeDependencies(taking, numbers)
    await ctx.audit(tx, 'plan.import', owner, {
      import: importNo,
      sha256: opened.sha256,
      rows: all.length,
      added,
      changed,
    })
    return ok({ importNo, rows: all.length, added, changed, same: rows.length - added - changed, notes, rejects })
  })
}
