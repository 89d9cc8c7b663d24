import type { Database, Insertable } from '#db'
import {
  type BaselineLineTable,
  type BaselineTable,
  type DependencyTable,
  type ItemEventTable,
  type ItemVersionTable,
  type MilestoneEventTable,
  type MilestoneTable,
  type ReceivedEndTable,
  type ReceivedTable,
  type SettlementTable,
  type ToleranceTable,
  tablesOf,
} from './plan-tables.store.ts'

export async function insertReceived(tx: Database, row: Insertable<ReceivedTable>): Promise<number> {
  const query = tablesOf(tx).insertInto('plan.received').values(row).returning('import_no')
  return (await query.executeTakeFirstOrThrow()).import_no
}

export const insertReceivedEnd = (tx: Database, row: Insertable<ReceivedEndTable>): Promise<unknown> =>
  tablesOf(tx).insertInto('plan.received_end').values(row).execute()

/** Numbers in the order in which the items stand. */
export async function insertItems(
  tx: Database,
  rows: readonly { readonly owner: string; readonly source: string }[],
): Promise<number[]> {
  const query = tablesOf(tx)
    .insertInto('plan.item')
    .values([...rows])
    .returning('item_no')
  return (await query.execute()).map((row) => row.item_no).toSorted((a, b) => a - b)
}

export const insertItemVersions = (tx: Database, rows: readonly Insertable<ItemVersionTable>[]): Promise<unknown> =>
  tablesOf(tx)
    .insertInto('plan.item_version')
    .values([...rows])
    .execute()

export const insertItemEvents = (tx: Database, rows: readonly Insertable<ItemEventTable>[]): Promise<unknown> =>
  tablesOf(tx)
    .insertInto('plan.item_event')
    .values([...rows])
    .execute()

export async function insertItemVersion(tx: Database, row: Insertable<ItemVersionTable>): Promise<number> {
  const query = tablesOf(tx).insertInto('plan.item_version').values(row).returning('item_version_no')
  return (await query.executeTakeFirstOrThrow()).item_version_no
}

export async function insertItemEvent(tx: Database, row: Insertable<ItemEventTable>): Promise<number> {
  const query = tablesOf(tx).insertInto('plan.item_event').values(row).returning('item_event_no')
  return (await query.executeTakeFirstOrThrow()).item_event_no
}

export async function insertMilestone(tx: Database, row: Insertable<MilestoneTable>): Promise<number> {
  const query = tablesOf(tx).insertInto('plan.milestone').values(row).returning('milestone_no')
  return (await query.executeTakeFirstOrThrow()).milestone_no
}

export const insertMilestoneEvent = (tx: Database, row: Insertable<MilestoneEventTable>): Promise<unknown> =>
  tablesOf(tx).insertInto('plan.milestone_event').values(row).execute()

export const insertDependency = (tx: Database, row: Insertable<DependencyTable>): Promise<unknown> =>
  tablesOf(tx).insertInto('plan.dependency').values(row).execute()

export async function insertSettlement(tx: Database, row: Insertable<SettlementTable>): Promise<number> {
  const query = tablesOf(tx).insertInto('plan.settlement').values(row).returning('settlement_no')
  return (await query.executeTakeFirstOrThrow()).settlement_no
}

export async function insertBaseline(
  tx: Database,
  row: Insertable<BaselineTable>,
  lines: readonly Omit<Insertable<BaselineLineTable>, 'baseline_no'>[],
): Promise<number> {
  const query = tablesOf(tx).insertInto('plan.baseline').values(row).returning('baseline_no')
  const { baseline_no: number } = await query.executeTakeFirstOrThrow()
  const all = lines.map((line) => ({ ...line, baseline_no: number }))
  if (all.length > 0) await tablesOf(tx).insertInto('plan.baseline_line').values(all).execute()
  return number
}

export const insertTolerance = (tx: Database, row: Insertable<ToleranceTable>): Promise<unknown> =>
  tablesOf(tx).insertInto('plan.tolerance').values(row).execute()
