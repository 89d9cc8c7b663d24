import { registerFacts } from '#activity/contracts'
import { codeLists, receivedTimes } from '#activity/import'
import { knownPractices, practiceMemberships } from '#organisations'
import type { Ctx } from '#platform'
import type { Month } from '#shared'
import type { CheckFacts } from './check-facts.ts'

/** What a check of months from the first to the last needs to know beside the bills. */
export async function checkFacts(
  ctx: Pick<Ctx, 'db' | 'scope' | 'folder'>,
  months: { readonly from: Month; readonly to: Month },
): Promise<CheckFacts> {
  const [practices, memberships, register, lists, received] = await Promise.all([
    knownPractices(ctx.db),
    practiceMemberships(ctx.db),
    registerFacts(ctx, months),
    codeLists(),
    receivedTimes(ctx),
  ])
  return { practices, memberships, register, nationalHrgs: lists.hrgs, received }
}
