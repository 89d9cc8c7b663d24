import { type Refused, type Scope, refused } from '#shared'

/** Whose bills somebody may change rules for: their commissioner's; the operator everybody's, which is empty. */
export function whoseBills({ commissioners }: Pick<Scope, 'commissioners'>): string | Refused<'whose'> {
  if (commissioners === 'all') return ''
  if (commissioners.length === 1) return commissioners[0]!
  return refused('whose', 'Rules are changed from a post at one commissioner. Choose that post first.')
}
