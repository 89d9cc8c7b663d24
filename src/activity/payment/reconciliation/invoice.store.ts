import type { Database } from '#db'
import { tablesOf } from '../stores/payment-tables.store.ts'
import type { InvoiceRow } from './invoice-file.ts'

export interface InvoiceLoad {
  readonly commissioner: string
  readonly fileName: string
  readonly sha256: string
  readonly loadedAt: Date
  readonly loadedBy: string
}

export const isLoaded = async (tx: Database, commissioner: string, sha256: string): Promise<boolean> =>
  (await tablesOf(tx)
    .selectFrom('payment.invoice_load as l')
    .select('l.invoice_load_no')
    .where('l.commissioner', '=', commissioner)
    .where('l.sha256', '=', sha256)
    .executeTakeFirst()) !== undefined

export async function insertInvoices(tx: Database, load: InvoiceLoad, rows: readonly InvoiceRow[]): Promise<number> {
  const { invoice_load_no: loadNo } = await tablesOf(tx)
    .insertInto('payment.invoice_load')
    .values({
      commissioner: load.commissioner,
      file_name: load.fileName,
      sha256: load.sha256,
      rows: rows.length,
      loaded_at: load.loadedAt,
      loaded_by: load.loadedBy,
    })
    .returning('invoice_load_no')
    .executeTakeFirstOrThrow()
  for (let at = 0; at < rows.length; at += 1_000)
    await tablesOf(tx)
      .insertInto('payment.invoice_total')
      .values(
        rows.slice(at, at + 1_000).map(({ amountPence, ...row }) => ({
          ...row,
          invoice_load_no: loadNo,
          commissioner: load.commissioner,
          amount_pence: amountPence,
        })),
      )
      .execute()
  return loadNo
}
