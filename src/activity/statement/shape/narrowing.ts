import type { PracticeReach, Scope } from '#shared'
import { type FilterKey, type Filters, filterKeys, none } from './dimension.ts'
import { inlineTable, textList, textLiteral } from './lake-text.ts'
import type { MembershipSpan } from './membership-span.ts'

/** The columns that hold each filter: the group comes from the dated membership, the rest from the line. */
const columns: Record<FilterKey, string> = {
  practice: 'x.practice',
  group: 'm.member_group',
  provider: 'x.provider',
  pod: 'x.pod',
}

const filterCondition = (key: FilterKey, wanted: string): string =>
  wanted === none ? `${columns[key]} IS NULL` : `${columns[key]} = ${textLiteral(wanted)}`

/** In a month before a practice came to a group, or after it left, its lines are none of the group's. */
function reachCondition(reach: readonly PracticeReach[]): string {
  if (reach.length === 0) return 'false'
  const always = reach.filter(({ from, to }) => !from && !to).map(({ practice }) => practice)
  const dated = reach.flatMap(({ practice, from, to }) => {
    if (!from && !to) return []
    const bounds = [
      ...(from ? [`x.month >= ${textLiteral(from)}`] : []),
      ...(to ? [`x.month < ${textLiteral(to)}`] : []),
    ]
    return [`(x.practice = ${textLiteral(practice)} AND ${bounds.join(' AND ')})`]
  })
  return `(${[...(always.length > 0 ? [`x.practice IN ${textList(always)}`] : []), ...dated].join(' OR ')})`
}

function scopeConditions(scope: Scope): string[] {
  return [
    ...(scope.practices === 'all' ? [] : [reachCondition(scope.practices)]),
    ...(scope.providers === 'all' ? [] : [`x.provider IN ${textList(scope.providers)}`]),
  ]
}

/** The conditions that keep what was asked for and may be seen, over `x` (the rows) and `m` (their membership). */
export function narrowing(filters: Filters, scope: Scope): string[] {
  const asked = filterKeys.flatMap((key) => {
    const wanted = filters[key]
    return wanted === undefined ? [] : [filterCondition(key, wanted)]
  })
  return [...asked, ...scopeConditions(scope)]
}

export const whereAll = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`

/** Gives each row of `x`, of month `x.month`, the group its practice was in; no group leaves `m.member_group` empty. */
export function membershipJoin(spans: readonly MembershipSpan[]): string {
  const rows = spans.map((span) => [span.practice, span.group, span.from, span.to])
  const table = inlineTable('m', ['practice', 'member_group', 'from_month', 'to_month'], rows)
  return `LEFT JOIN ${table} ON m.practice = x.practice AND m.from_month <= x.month AND x.month < m.to_month`
}
