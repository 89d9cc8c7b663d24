import type { Asker } from '#platform'
import { type Pence, toPence } from '#shared'
import { accountCode } from '../policy/payment-policy.view.ts'
import { tablesOf } from '../stores/payment-tables.store.ts'

/** What a run leaves payable to each provider by the ledger: what was approved and not sent to the bank, or came back from it. */
export async function payableOfRun(
  { db }: Pick<Asker, 'db'>,
  runNo: number,
): Promise<{ readonly provider: string; readonly payablePence: Pence }[]> {
  const rows = await tablesOf(db)
    .selectFrom('payment.posting as p')
    .innerJoin('payment.entry as e', 'e.entry_no', 'p.entry_no')
    .select(({ fn }) => [
      'p.provider',
      fn.sum<string>('p.credit_pence').as('credit'),
      fn.sum<string>('p.debit_pence').as('debit'),
    ])
    .where('e.run_no', '=', runNo)
    .where('p.account', '=', accountCode('payable'))
    .groupBy('p.provider')
    .orderBy('p.provider')
    .execute()
  return rows.map(({ provider, credit, debit }) => ({
    provider,
    payablePence: toPence(Number(credit) - Number(debit)),
  }))
}
