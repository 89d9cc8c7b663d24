import type { Database, Insertable } from '#db'
import { type ApprovalLimitTable, tablesOf } from '../stores/payment-tables.store.ts'

export const insertLimit = (
  tx: Database,
  limit: Omit<Insertable<ApprovalLimitTable>, 'approval_limit_id'>,
): Promise<unknown> => tablesOf(tx).insertInto('payment.approval_limit').values(limit).execute()
