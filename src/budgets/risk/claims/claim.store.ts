import type { Database, Insertable } from '#db'
import { type ClaimEventTable, type PayoutPartTable, type PayoutTable, tablesOf } from '../stores/risk-tables.store.ts'

export const insertClaimEvent = async (
  tx: Database,
  event: Omit<Insertable<ClaimEventTable>, 'claim_event_id'>,
): Promise<number> =>
  (
    await tablesOf(tx)
      .insertInto('risk.claim_event')
      .values({ ...event, working: JSON.stringify(event.working) })
      .returning('claim_event_id')
      .executeTakeFirstOrThrow()
  ).claim_event_id

export async function insertPayout(
  tx: Database,
  payout: Omit<Insertable<PayoutTable>, 'payout_no'>,
  parts: readonly Omit<Insertable<PayoutPartTable>, 'payout_no'>[],
): Promise<number> {
  const { payout_no: payoutNo } = await tablesOf(tx)
    .insertInto('risk.payout')
    .values(payout)
    .returning('payout_no')
    .executeTakeFirstOrThrow()
  if (parts.length > 0)
    await tablesOf(tx)
      .insertInto('risk.payout_part')
      .values(parts.map((part) => ({ ...part, payout_no: payoutNo })))
      .execute()
  return payoutNo
}
