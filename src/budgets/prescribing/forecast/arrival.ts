import { type FinancialYear, type Month, type PlainDate, addDays, addMonths, firstDay, monthOf } from '#shared'
import { monthsOf } from './profile.ts'

/** The months of a year by where their data stand on a day. */
export interface Arrival {
  /** Here. */
  readonly known: readonly Month[]
  /** Over, and not to be expected yet. */
  readonly awaited: readonly Month[]
  /** To be expected by now, and not here. */
  readonly late: readonly Month[]
  /** Not over. */
  readonly ahead: readonly Month[]
}

/** A month's file may be expected so many days after its last: October 2007, with 56 days, by 26 December. */
export const expectedBy = (month: Month, lagDays: number): PlainDate =>
  addDays(firstDay(addMonths(month, 1)), lagDays - 1)

export function arrivalOf(
  year: FinancialYear,
  { known, today, lagDays }: { readonly known: readonly Month[]; readonly today: PlainDate; readonly lagDays: number },
): Arrival {
  const rest = monthsOf(year).filter((month) => !known.includes(month))
  const over = rest.filter((month) => month < monthOf(today))
  return {
    known: monthsOf(year).filter((month) => known.includes(month)),
    awaited: over.filter((month) => today <= expectedBy(month, lagDays)),
    late: over.filter((month) => today > expectedBy(month, lagDays)),
    ahead: rest.filter((month) => month >= monthOf(today)),
  }
}
