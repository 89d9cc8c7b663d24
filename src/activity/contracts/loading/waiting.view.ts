import type { Ctx } from '#platform'
import { type Proposal, findProposal } from '../stores/proposal.store.ts'
import { prepareLists } from './prepare-load.view.ts'
import { type Prepared, isNews } from './prepared.ts'

/** Files that wait for whoever sent them, held against the register as it stands at this moment. */
export interface Waiting {
  readonly proposal: Proposal
  readonly prepared: Prepared
  readonly isNews: boolean
}

/** What waits under a number, for whoever sent it; nothing for everybody else, or when it was decided about. */
export async function findWaiting(ctx: Ctx, proposalNo: number): Promise<Waiting | undefined> {
  const proposal = await findProposal(ctx.db, proposalNo)
  if (!proposal) return undefined
  const { faults } = proposal
  const prepared: Prepared =
    faults.length > 0
      ? { lists: [], changes: [], firsts: [], faults, commissioner: null }
      : await prepareLists(ctx, proposal.lists)
  return { proposal, prepared, isNews: isNews(prepared) }
}
