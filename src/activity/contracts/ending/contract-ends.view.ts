import type { Asker } from '#platform'
import type { PlainDate } from '#shared'
import { isWithin } from '../register/within.ts'
import { tablesOf } from '../stores/contract-tables.store.ts'

export interface RecordedEnd {
  readonly commissioner: string
  readonly reference: string
  readonly provider: string
  readonly endsOn: PlainDate
  readonly reason: string
  readonly endedAt: Date
  readonly endedBy: string
}

/** The ends that were made of a contract, the latest first. */
export async function contractEnds({ db, scope }: Asker, reference: string): Promise<RecordedEnd[]> {
  const rows = await tablesOf(db)
    .selectFrom('contracts.contract_end as e')
    .selectAll('e')
    .where('e.reference', '=', reference)
    .orderBy('e.contract_end_id', 'desc')
    .execute()
  return rows.filter(isWithin(scope)).map((row) => ({
    commissioner: row.commissioner,
    reference: row.reference,
    provider: row.provider,
    endsOn: row.ends_on as PlainDate,
    reason: row.reason,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
  }))
}
