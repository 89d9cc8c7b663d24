import type { Database, Insertable } from '#db'
import { type ProposalEventTable, type ProposalTable, tablesOf } from '../stores/savings-tables.store.ts'

export async function insertProposal(
  tx: Database,
  proposal: Omit<Insertable<ProposalTable>, 'use_no'>,
): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('savings.proposal')
    .values(proposal)
    .returning('use_no')
    .executeTakeFirstOrThrow()
  return row.use_no
}

export const insertUseEvent = (
  tx: Database,
  event: Omit<Insertable<ProposalEventTable>, 'proposal_event_id'>,
): Promise<unknown> => tablesOf(tx).insertInto('savings.proposal_event').values(event).execute()
