import type { Asker } from '#platform'
import { type Month, toMonth } from '#shared'
import { tablesOf } from '../stores/payment-tables.store.ts'

export interface LedgerFilter {
  readonly month?: Month
  readonly provider?: string
  readonly account?: string
}

/** One posting with the entry that it is of. */
export interface LedgerLine {
  readonly entryNo: number
  readonly kind: 'payment' | 'remittance' | 'reversal'
  readonly month: Month
  readonly commissioner: string
  readonly runNo: number
  readonly words: string
  readonly reverses: number | null
  readonly postedBy: string
  readonly postedAt: Date
  readonly account: string
  readonly provider: string
  readonly group: string
  readonly debitPence: number
  readonly creditPence: number
}

/** Postings in the order in which they were made, within what the asker may see. */
export async function ledgerLines({ db, scope }: Asker, filter: LedgerFilter = {}): Promise<LedgerLine[]> {
  const rows = await tablesOf(db)
    .selectFrom('payment.posting as p')
    .innerJoin('payment.entry as e', 'e.entry_no', 'p.entry_no')
    .select(['e.entry_no', 'e.kind', 'e.month', 'e.commissioner', 'e.run_no', 'e.words', 'e.reverses', 'e.posted_by'])
    .select(['e.posted_at', 'p.account', 'p.provider', 'p.group_code', 'p.debit_pence', 'p.credit_pence'])
    .$if(scope.commissioners !== 'all', (query) => query.where('e.commissioner', 'in', [...scope.commissioners]))
    .$if(filter.month !== undefined, (query) => query.where('e.month', '=', filter.month!))
    .$if(filter.provider !== undefined, (query) => query.where('p.provider', '=', filter.provider!))
    .$if(filter.account !== undefined, (query) => query.where('p.account', '=', filter.account!))
    .orderBy('p.entry_no')
    .orderBy('p.position')
    .execute()
  return rows.map((row) => ({
    entryNo: row.entry_no,
    kind: row.kind,
    month: toMonth(row.month),
    commissioner: row.commissioner,
    runNo: row.run_no,
    words: row.words,
    reverses: row.reverses,
    postedBy: row.posted_by,
    postedAt: row.posted_at,
    account: row.account,
    provider: row.provider,
    group: row.group_code,
    debitPence: row.debit_pence,
    creditPence: row.credit_pence,
  }))
}

export interface EntryHead {
  readonly entryNo: number
  readonly commissioner: string
  readonly month: Month
  readonly kind: LedgerLine['kind']
  readonly runNo: number
  readonly provider: string
  readonly reversedBy: number | null
  readonly asked: { readonly actor: string; readonly personId: string | null; readonly words: string } | null
}

/** An entry with whether it was taken back, or somebody asked for that. */
export async function findEntry({ db }: Pick<Asker, 'db'>, entryNo: number): Promise<EntryHead | undefined> {
  const row = await tablesOf(db)
    .selectFrom('payment.entry as e')
    .leftJoin('payment.entry as r', 'r.reverses', 'e.entry_no')
    .leftJoin('payment.reversal_request as q', 'q.entry_no', 'e.entry_no')
    .select(['e.commissioner', 'e.month', 'e.kind', 'e.run_no', 'e.provider', 'r.entry_no as reversed_by'])
    .select(['q.actor', 'q.person_id', 'q.words'])
    .where('e.entry_no', '=', entryNo)
    .executeTakeFirst()
  return (
    row && {
      entryNo,
      commissioner: row.commissioner,
      month: toMonth(row.month),
      kind: row.kind,
      runNo: row.run_no,
      provider: row.provider,
      reversedBy: row.reversed_by,
      asked: row.actor === null ? null : { actor: row.actor, personId: row.person_id, words: row.words! },
    }
  )
}
