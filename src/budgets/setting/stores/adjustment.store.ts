import type { Database, Insertable } from '#db'
import { type AdjustmentTable, tablesOf } from './budget-tables.store.ts'

export const insertAdjustment = (
  tx: Database,
  adjustment: Omit<Insertable<AdjustmentTable>, 'adjustment_no'>,
): Promise<unknown> => tablesOf(tx).insertInto('budgets.adjustment').values(adjustment).execute()
