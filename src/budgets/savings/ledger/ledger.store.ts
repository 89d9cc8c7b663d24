import type { Database, Insertable } from '#db'
import { accountCode } from '../policy/savings-policy.view.ts'
import {
  type CorrectionEndTable,
  type CorrectionRequestTable,
  type EntryTable,
  type PostingTable,
  tablesOf,
} from '../stores/savings-tables.store.ts'
import type { Posting } from './posting.ts'

export type NewEntry = Omit<Insertable<EntryTable>, 'entry_no'>

type Side = Pick<PostingTable, 'year' | 'kind' | 'account' | 'debit_pence' | 'credit_pence'>

async function insertRows(tx: Database, entry: NewEntry, rows: readonly Side[]): Promise<number> {
  const { entry_no: entryNo } = await tablesOf(tx)
    .insertInto('savings.entry')
    .values(entry)
    .returning('entry_no')
    .executeTakeFirstOrThrow()
  const { commissioner, practice } = entry
  await tablesOf(tx)
    .insertInto('savings.posting')
    .values(rows.map((row, at) => ({ ...row, entry_no: entryNo, position: at + 1, commissioner, practice })))
    .execute()
  return entryNo
}

/** Posts an entry. The database refuses one that does not balance, or overdraws, when its transaction ends. */
export const insertEntry = (tx: Database, entry: NewEntry, postings: readonly Posting[]): Promise<number> =>
  insertRows(
    tx,
    entry,
    postings.map(({ kind, year, debitPence, creditPence }) => ({
      kind,
      year,
      account: accountCode(kind),
      debit_pence: debitPence,
      credit_pence: creditPence,
    })),
  )

/** Posts the mirror of an entry to the very accounts that it was posted to, whatever codes are in use by now. */
export async function insertMirror(tx: Database, entry: NewEntry & { readonly reverses: number }): Promise<number> {
  const rows = await tablesOf(tx)
    .selectFrom('savings.posting as p')
    .select(['p.year', 'p.kind', 'p.account', 'p.credit_pence as debit_pence', 'p.debit_pence as credit_pence'])
    .where('p.entry_no', '=', entry.reverses)
    .orderBy('p.position')
    .execute()
  return insertRows(tx, entry, rows)
}

export async function insertRequest(
  tx: Database,
  request: Omit<Insertable<CorrectionRequestTable>, 'request_no'>,
): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('savings.correction_request')
    .values(request)
    .returning('request_no')
    .executeTakeFirstOrThrow()
  return row.request_no
}

export const insertRequestEnd = (tx: Database, end: Insertable<CorrectionEndTable>): Promise<unknown> =>
  tablesOf(tx).insertInto('savings.correction_end').values(end).execute()
