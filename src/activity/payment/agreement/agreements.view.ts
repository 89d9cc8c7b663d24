import type { Asker } from '#platform'
import { type Month, toMonth, toPence } from '#shared'
import { tablesOf } from '../stores/payment-tables.store.ts'
import type { Agreement } from './agreement.ts'

/** What was last said of each bill of a month, within what the asker may see. */
export async function latestAgreements({ db, scope }: Asker, month: Month): Promise<Agreement[]> {
  const rows = await tablesOf(db)
    .selectFrom('payment.agreement_event as e')
    .distinctOn(['e.commissioner', 'e.provider', 'e.group_code'])
    .selectAll('e')
    .where('e.month', '=', month)
    .$if(scope.commissioners !== 'all', (query) => query.where('e.commissioner', 'in', [...scope.commissioners]))
    .orderBy('e.commissioner')
    .orderBy('e.provider')
    .orderBy('e.group_code')
    .orderBy('e.agreement_event_id', 'desc')
    .execute()
  return rows.map((row) => ({
    agreementEventId: row.agreement_event_id,
    commissioner: row.commissioner,
    provider: row.provider,
    month: toMonth(row.month),
    group: row.group_code,
    event: row.event,
    words: row.words,
    billedPence: toPence(row.billed_pence),
    adjustedPence: toPence(row.adjusted_pence),
    heldPence: toPence(row.held_pence),
    billSha: row.bill_mark,
    actor: row.actor,
    personId: row.person_id,
    at: row.at,
  }))
}
