import type { Asker } from '#platform'
import { type FinancialYear, toFinancialYear } from '#shared'
import type { AccountKind } from '../policy/savings-policy.ts'
import { inReach } from '../stores/reach.view.ts'
import { type EntryKind, tablesOf } from '../stores/savings-tables.store.ts'

export interface LedgerFilter {
  readonly year?: FinancialYear
  readonly practice?: string
  readonly account?: string
  readonly entry?: number
}

/** One posting with the entry that it is of. */
export interface LedgerLine {
  readonly entryNo: number
  readonly kind: EntryKind
  readonly commissioner: string
  readonly practice: string
  readonly useNo: number | null
  readonly reverses: number | null
  readonly words: string
  readonly askedBy: string | null
  readonly postedBy: string
  readonly postedAt: Date
  /** The year in which it was freed up or overspent. */
  readonly year: FinancialYear
  readonly accountKind: AccountKind
  readonly account: string
  readonly debitPence: number
  readonly creditPence: number
}

/** Postings in the order in which they were made, within what the asker may see. */
export async function ledgerLines({ db, scope }: Asker, filter: LedgerFilter = {}): Promise<LedgerLine[]> {
  const rows = await tablesOf(db)
    .selectFrom('savings.posting as p')
    .innerJoin('savings.entry as e', 'e.entry_no', 'p.entry_no')
    .select(['e.entry_no', 'e.kind', 'e.commissioner', 'e.practice', 'e.use_no', 'e.reverses', 'e.words'])
    .select(['e.asked_by', 'e.posted_by', 'e.posted_at', 'p.year', 'p.kind as account_kind', 'p.account'])
    .select(['p.debit_pence', 'p.credit_pence'])
    .where(inReach(scope, 'p'))
    .$if(filter.year !== undefined, (query) => query.where('p.year', '=', filter.year!))
    .$if(filter.practice !== undefined, (query) => query.where('p.practice', '=', filter.practice!))
    .$if(filter.account !== undefined, (query) => query.where('p.account', '=', filter.account!))
    .$if(filter.entry !== undefined, (query) => query.where('p.entry_no', '=', filter.entry!))
    .orderBy('p.entry_no')
    .orderBy('p.position')
    .execute()
  return rows.map((row) => ({
    entryNo: row.entry_no,
    kind: row.kind,
    commissioner: row.commissioner,
    practice: row.practice,
    useNo: row.use_no,
    reverses: row.reverses,
    words: row.words,
    askedBy: row.asked_by,
    postedBy: row.posted_by,
    postedAt: row.posted_at,
    year: toFinancialYear(row.year),
    accountKind: row.account_kind,
    account: row.account,
    debitPence: row.debit_pence,
    creditPence: row.credit_pence,
  }))
}
