import type { Ctx } from '#platform'
import { type Refused, refused } from '#shared'

/** Whose bills somebody may change rules for: their commissioner's; the operator everybody's, which is empty. */
export function whoseBills({ scope, actor }: Pick<Ctx, 'scope' | 'actor'>): string | Refused<'whose'> {
  const { commissioners } = scope
  if (commissioners === 'all') return actor.post?.organisation ?? ''
  if (commissioners.length === 1) return commissioners[0]!
  return refused('whose', 'Rules are changed from a post at one commissioner. Choose that post first.')
}
