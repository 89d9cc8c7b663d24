import type { Database } from '#db'
import { tablesOf } from '../stores/payment-tables.store.ts'

/** The payment run that a piece of work built, where it did. */
export async function findRunOfJob(
  db: Database,
  jobId: number,
): Promise<{ readonly runNo: number; readonly totalPence: number } | undefined> {
  return tablesOf(db)
    .selectFrom('payment.run as r')
    .select(['r.run_no as runNo', 'r.total_pence as totalPence'])
    .where('r.job_id', '=', jobId)
    .executeTakeFirst()
}
