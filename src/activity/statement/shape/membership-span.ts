import { type Month, addMonths } from '#shared'

/** A practice's group over whole months, half-open: it holds from `from` and no longer in `to`. */
export interface MembershipSpan {
  readonly practice: string
  readonly group: string
  readonly from: Month
  readonly to: Month
}

/** The group of each practice on the first day of one month. */
export interface MonthMembership {
  readonly month: Month
  readonly groups: ReadonlyMap<string, string>
}

/**
 * Joins the memberships of months in order into as few spans as they need: mostly one a practice.
 * A practice that moves in July keeps April to June with the group it left.
 */
export function membershipSpans(months: readonly MonthMembership[]): MembershipSpan[] {
  const spans: MembershipSpan[] = []
  const open = new Map<string, MembershipSpan>()
  for (const { month, groups } of months) {
    for (const [practice, group] of groups) {
      const last = open.get(practice)
      const goesOn = last?.group === group && last.to === month
      const span = { practice, group, from: goesOn ? last.from : month, to: addMonths(month, 1) }
      if (last && !goesOn) spans.push(last)
      open.set(practice, span)
    }
  }
  return [...spans, ...open.values()]
}
