import { type Month, type PlainDate, type PracticeReach, addMonths, firstDay, monthOf } from '#shared'

/** The first month whose first day is on or after a day: of 1 July it is July, of 2 July it is August. */
const firstMonthFrom = (day: PlainDate): Month => {
  const month = monthOf(day)
  return firstDay(month) === day ? month : addMonths(month, 1)
}

interface MemberPractice {
  readonly practice: string
  readonly from: PlainDate
  readonly to: PlainDate | null
}

/**
 * The months in which practices were in a group: those on whose first day they were, as statements have it. In it from 1
 * April to 2 July 2007: April to July. From 2 to 30 June: no month at all.
 */
export const memberMonths = (memberships: readonly MemberPractice[]): PracticeReach[] =>
  memberships.flatMap(({ practice, from, to }) => {
    const first = firstMonthFrom(from)
    const end = to === null ? undefined : firstMonthFrom(to)
    if (end !== undefined && end <= first) return []
    return [end === undefined ? { practice, from: first } : { practice, from: first, to: end }]
  })
