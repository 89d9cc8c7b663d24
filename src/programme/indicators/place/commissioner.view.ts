import { listOrganisations, ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import type { PlainDate } from '#shared'

/**
 * Whose budget and whose lessons an owner's are on a day: a commissioner's own, a group's commissioner. A group that is recorded under
 * none is its practices'.
 */
export async function commissionerOf(
  ctx: Pick<Ctx, 'db' | 'scope' | 'actor' | 'clock'>,
  owner: string,
  on: PlainDate,
): Promise<string | undefined> {
  const found = (await ownersFor(ctx)).seen.find(({ code }) => code === owner)
  if (found?.kind === 'commissioner') return owner
  const groups = await listOrganisations(ctx.db, { asAt: on, kind: 'group' })
  const own = groups.find(({ code }) => code === owner)?.commissioner
  if (own) return own
  const practices = await listOrganisations(ctx.db, { asAt: on, kind: 'practice' })
  return (
    practices.find(({ group, commissioner }) => group === owner && commissioner !== null)?.commissioner ?? undefined
  )
}
