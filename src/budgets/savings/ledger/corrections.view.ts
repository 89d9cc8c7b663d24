import type { Asker } from '#platform'
import { type FinancialYear, type Pence, toFinancialYear, toPence } from '#shared'
import { inReach } from '../stores/reach.view.ts'
import { tablesOf } from '../stores/savings-tables.store.ts'

/** Somebody asked for a draw to be taken back, or an entitlement to be clawed back. */
export interface Correction {
  readonly requestNo: number
  readonly commissioner: string
  readonly practice: string
  readonly kind: 'reversal' | 'claw-back'
  readonly entryNo: number | null
  readonly year: FinancialYear
  readonly amountPence: Pence
  readonly words: string
  readonly actor: string
  readonly personId: string | null
  readonly at: Date
  readonly outcome: 'posted' | 'dropped' | null
}

/** What was asked for, the latest first, within what the asker may see. */
export async function listCorrections({ db, scope }: Pick<Asker, 'db' | 'scope'>): Promise<Correction[]> {
  const rows = await tablesOf(db)
    .selectFrom('savings.correction_request as r')
    .leftJoin('savings.correction_end as e', 'e.request_no', 'r.request_no')
    .select(['r.request_no', 'r.commissioner', 'r.practice', 'r.kind', 'r.entry_no', 'r.year', 'r.amount_pence'])
    .select(['r.words', 'r.actor', 'r.person_id', 'r.at', 'e.outcome'])
    .where(inReach(scope, 'r'))
    .orderBy('r.request_no', 'desc')
    .execute()
  return rows.map((row) => ({
    requestNo: row.request_no,
    commissioner: row.commissioner,
    practice: row.practice,
    kind: row.kind,
    entryNo: row.entry_no,
    year: toFinancialYear(row.year),
    amountPence: toPence(row.amount_pence),
    words: row.words,
    actor: row.actor,
    personId: row.person_id,
    at: row.at,
    outcome: row.outcome,
  }))
}
