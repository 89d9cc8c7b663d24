import type { Database, Insertable } from '#db'
import { accountCode } from '../policy/payment-policy.view.ts'
import {
  type EntryTable,
  type PostingTable,
  type ReversalRequestTable,
  tablesOf,
} from '../stores/payment-tables.store.ts'
import type { Posting } from './posting.ts'

type NewEntry = Omit<Insertable<EntryTable>, 'entry_no'>

async function insertRows(
  tx: Database,
  entry: NewEntry,
  rows: readonly Omit<PostingTable, 'entry_no' | 'position' | 'commissioner'>[],
): Promise<number> {
  const { entry_no: entryNo } = await tablesOf(tx)
    .insertInto('payment.entry')
    .values(entry)
    .returning('entry_no')
    .executeTakeFirstOrThrow()
  await tablesOf(tx)
    .insertInto('payment.posting')
    .values(rows.map((row, at) => ({ ...row, entry_no: entryNo, position: at + 1, commissioner: entry.commissioner })))
    .execute()
  return entryNo
}

/** Posts an entry. The database refuses one that does not balance when its transaction ends. */
export const insertEntry = (
  tx: Database,
  { postings, ...entry }: NewEntry & { readonly postings: readonly Posting[] },
): Promise<number> =>
  insertRows(
    tx,
    entry,
    postings.map((each) => ({
      account: accountCode(each.account),
      provider: each.provider,
      group_code: each.group,
      debit_pence: each.debitPence,
      credit_pence: each.creditPence,
    })),
  )

/** Posts the mirror of an entry to the very accounts that it was posted to, whatever codes are in use by now. */
export async function insertMirror(tx: Database, entry: NewEntry & { readonly reverses: number }): Promise<number> {
  const rows = await tablesOf(tx)
    .selectFrom('payment.posting as p')
    .select([
      'p.account',
      'p.provider',
      'p.group_code',
      'p.credit_pence as debit_pence',
      'p.debit_pence as credit_pence',
    ])
    .where('p.entry_no', '=', entry.reverses)
    .orderBy('p.position')
    .execute()
  return insertRows(tx, entry, rows)
}

export const insertReversalRequest = (
  tx: Database,
  request: Omit<Insertable<ReversalRequestTable>, 'reversal_request_id'>,
): Promise<unknown> => tablesOf(tx).insertInto('payment.reversal_request').values(request).execute()
