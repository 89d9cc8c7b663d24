import { onlyCommissioner } from '#organisations'
import type { Ctx } from '#platform'

/** To whom it was billed: said, or the only one that the asker’s post is of, or the only one there is. */
export async function commissionerOf(ctx: Ctx, said: string | undefined): Promise<string | undefined> {
  const own = ctx.scope.commissioners
  if (said !== undefined) return own === 'all' || own.includes(said) ? said : undefined
  return own === 'all' ? ((await onlyCommissioner(ctx.db)) ?? undefined) : own.length === 1 ? own[0] : undefined
}
