import { type Owner, type Owners, ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type Refused, type Result, ok, refused } from '#shared'

/** Of whom a page is: the one asked for, among those that the asker sees, and all there are to choose from. */
export interface Whose {
  readonly owner: Owner
  readonly owners: Owners
}

export const noOwner = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such group or commissioner here. Check its code.')

/** The owner asked for; without one, the first for which the asker acts. */
export async function whoseLeads(
  ctx: Pick<Ctx, 'db' | 'scope' | 'actor' | 'clock'>,
  asked?: string,
): Promise<Result<Whose, 'not-found'>> {
  const owners = await ownersFor(ctx)
  const owner = asked === undefined ? (owners.own[0] ?? owners.seen[0]) : owners.seen.find(({ code }) => code === asked)
  return owner ? ok({ owner, owners }) : noOwner()
}
