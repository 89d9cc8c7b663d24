import type { Database, Insertable } from '#db'
import { type AgreementEventTable, tablesOf } from '../stores/payment-tables.store.ts'

export async function insertAgreement(
  tx: Database,
  event: Omit<Insertable<AgreementEventTable>, 'agreement_event_id'>,
): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('payment.agreement_event')
    .values(event)
    .returning('agreement_event_id')
    .executeTakeFirstOrThrow()
  return row.agreement_event_id
}
