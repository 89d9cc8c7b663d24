import { type Database, type Insertable, sql } from '#db'
import type { Recipient } from '../model/document.ts'
import {
  type DocumentTable,
  type FileTable,
  type ReceiptTable,
  type VersionTable,
  tablesOf,
} from './document-tables.store.ts'

/** With a document: its versions are issued one after the other. */
const documentLock = 7_100_250

export const lockDocument = (tx: Database, documentNo: number): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${documentLock}, ${documentNo})`.execute(tx)

export async function insertDocument(tx: Database, values: Omit<Insertable<DocumentTable>, 'document_no'>) {
  const row = await tablesOf(tx)
    .insertInto('documents.document')
    .values(values)
    .returning('document_no')
    .executeTakeFirstOrThrow()
  return row.document_no
}

export const insertVersion = (tx: Database, values: Insertable<VersionTable>): Promise<unknown> =>
  tablesOf(tx).insertInto('documents.version').values(values).execute()

interface Version {
  readonly documentNo: number
  readonly version: number
  readonly owner: string
}

export async function insertRecipients(
  tx: Database,
  { documentNo, version, owner }: Version,
  to: readonly Recipient[],
) {
  const rows = to.map(({ name, personId, organisation }, position) => ({
    document_no: documentNo,
    version,
    position,
    owner,
    name,
    person_id: personId ?? null,
    organisation: organisation ?? null,
  }))
  if (rows.length > 0) await tablesOf(tx).insertInto('documents.recipient').values(rows).execute()
}

/** Whether it was not there before. */
export async function insertReceipt(tx: Database, values: Insertable<ReceiptTable>): Promise<boolean> {
  const made = await tablesOf(tx)
    .insertInto('documents.receipt')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst()
  return made !== undefined
}

export async function insertFile(tx: Database, values: Omit<Insertable<FileTable>, 'file_no'>): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('documents.file')
    .values(values)
    .returning('file_no')
    .executeTakeFirstOrThrow()
  return row.file_no
}
