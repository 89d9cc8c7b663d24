import type { Ctx } from '#platform'
import { insertProposal, removeProposal, removeProposalsBefore } from '../stores/proposal.store.ts'
import { type FileToLoad, prepareFiles } from './prepare-load.view.ts'

const dayMs = 86_400_000

/** Reads files and keeps what was read for whoever sent them, so that they see what it would change before they take it. Gone in a day. */
export async function proposeLoad(ctx: Ctx, files: readonly FileToLoad[]): Promise<{ readonly proposalNo: number }> {
  const { lists, faults } = await prepareFiles(ctx, files)
  const now = ctx.clock.now()
  return ctx.transaction(async (tx) => {
    await removeProposalsBefore(tx, new Date(now.getTime() - dayMs))
    const names = files.map(({ name }) => name)
    const proposalNo = await insertProposal(tx, {
      person: ctx.actor.userId,
      madeAt: now,
      madeBy: ctx.actor.name,
      content: { files: names, lists, faults },
    })
    await ctx.audit(tx, 'contract.propose', `proposal ${proposalNo}`, { files: names, faults: faults.length })
    return { proposalNo }
  })
}

/** Throws away what waits; says whether it was there. */
export const discardProposal = (ctx: Ctx, proposalNo: number): Promise<boolean> =>
  ctx.transaction(async (tx) => {
    const was = await removeProposal(tx, proposalNo)
    if (was) await ctx.audit(tx, 'contract.discard', `proposal ${proposalNo}`)
    return was
  })
