import type { Database } from '#db'
import { type Pence, toPence } from '#shared'
import { tablesOf } from '../stores/fair-share-tables.store.ts'

export interface GroupShare {
  /** Empty for practices in no group. */
  readonly group: string
  readonly line: string
  readonly practices: number
  readonly patients: number
  readonly sharePence: Pence
}

/** What every group gets of every line in a calculation, for whoever sees budgets. */
export async function groupShares(db: Database, calculationNo: number): Promise<GroupShare[]> {
  const rows = await tablesOf(db)
    .selectFrom('fair_shares.v_group_share as g')
    .selectAll('g')
    .where('g.calculation_no', '=', calculationNo)
    .orderBy('g.group_code')
    .execute()
  return rows.map((row) => ({
    group: row.group_code,
    line: row.line,
    practices: row.practices,
    patients: row.patients,
    sharePence: toPence(row.share_pence),
  }))
}
