import type { Asker } from '#platform'
import type { Month, Pence } from '#shared'
import { tablesOf } from '../imports/import-tables.store.ts'

export interface SubmissionSeen {
  readonly provider: string
  readonly month: Month
  readonly snapshot: string
  readonly lines: number
  readonly billedPence: Pence | null
}

/** What one import brought, by provider, month and snapshot. */
export async function submissionsOf({ db, scope }: Asker, importNo: number): Promise<SubmissionSeen[]> {
  const rows = await tablesOf(db)
    .selectFrom('activity.submission as s')
    .select(['s.provider', 's.month', 's.snapshot', 's.lines', 's.billed_pence'])
    .where('s.import_no', '=', importNo)
    .$if(scope.providers !== 'all', (query) => query.where('s.provider', 'in', [...scope.providers]))
    .orderBy('s.month')
    .orderBy('s.provider')
    .execute()
  return rows.map((row) => ({
    provider: row.provider,
    month: row.month as Month,
    snapshot: row.snapshot,
    lines: Number(row.lines),
    billedPence: row.billed_pence as Pence | null,
  }))
}
