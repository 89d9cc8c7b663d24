import { type Pence, splitByWeight } from '#shared'
import type { Route, Work } from './effort.ts'

/** What stays, level two and level three come to for a group: money in, work to do, and what is left. */
export interface Choice {
  readonly level: number
  /** Nothing where it is where the group is now. */
  readonly isNow: boolean
  readonly fundingPence: Pence
  /** More a year than where the group is now. */
  readonly morePence: Pence
  readonly route: Route
  /** More money in the first year less what the work costs; the work is done once, the money comes each year. */
  readonly firstYearPence: Pence
}

export interface Judged {
  readonly work: Work
  /** The part of the money that its value earns. */
  readonly sharePence: Pence
  readonly isWorthIt: boolean
}

/**
 * Which steps are not worth doing for the money alone: what a level pays more is shared among its steps by their value, and a step that
 * costs more than its share, with its weight, is not. Worked example: £900 more, two steps of value 3 and 1: shares £675 and £225; the
 * second at £150 and weight 2 costs £300, and is not worth it. A level that pays nothing more has nothing to share,
 * and nothing is judged.
 */
export function judge({ route, morePence }: Pick<Choice, 'route' | 'morePence'>): Judged[] {
  if (route.steps.length === 0 || morePence <= 0) return []
  const shares = splitByWeight(
    morePence,
    route.steps.map(({ standing }) => standing.target.value),
  )
  return route.steps.map((work, at) => ({
    work,
    sharePence: shares[at]!,
    isWorthIt: work.costPence * work.standing.target.weight <= shares[at]!,
  }))
}
