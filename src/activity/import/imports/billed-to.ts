import { findOrganisation, onlyCommissioner } from '#organisations'
import type { Ctx } from '#platform'
import { type Result, ok, refused } from '#shared'
import type { ActivityInput } from './delivery-taken.ts'

const isSeen = ({ scope: { commissioners } }: Ctx, code: string): boolean =>
  commissioners === 'all' || commissioners.includes(code)

async function named(ctx: Ctx, code: string): Promise<Result<string, 'no-commissioner'>> {
  const found = isSeen(ctx, code) ? await findOrganisation(ctx.db, code) : undefined
  if (found?.kind === 'commissioner') return ok(code)
  return refused(
    'no-commissioner',
    `There is no commissioner “${code}” for whom you may take in activity. Check its code.`,
  )
}

/**
 * Whose bill a delivery is: that of the post in which somebody takes it in; for the operator the one named, else the only
 * one there is. With several and none named it is nobody's, and only the operator sees it.
 */
export async function billedTo(
  ctx: Ctx,
  { commissioner }: Pick<ActivityInput, 'commissioner'>,
): Promise<Result<string | null, 'no-commissioner'>> {
  if (commissioner !== undefined) return named(ctx, commissioner)
  const { commissioners } = ctx.scope
  return ok(commissioners === 'all' ? await onlyCommissioner(ctx.db) : (commissioners[0] ?? null))
}
