import type { Asker } from '#platform'
import type { FinancialYear, PlainDate } from '#shared'
import { type ClosedYear, closedYears } from '../year/closed-years.view.ts'
import { endsOn } from '../year/year-steps.ts'
import { type Use, promisedPence } from '../use/use.ts'
import { listUses } from '../use/uses.view.ts'
import type { YearAmount } from '../ledger/savings-postings.ts'
import { yearBalances } from './balances.view.ts'

export interface RoomLeft {
  /** Whether the year that the use is of has been closed: before, nothing of it is there to be drawn. */
  readonly isClosed: boolean
  /** What is left of the practice's entitlements, by year, the earliest first. */
  readonly left: readonly YearAmount[]
  /** All of it together, less what is promised to other uses. */
  readonly leftPence: number
}

const total = (all: readonly YearAmount[]): number => all.reduce((sum, { pence }) => sum + pence, 0)

/**
 * What a use could take of its practice's entitlements: of whatever year, while they last, less
 * what other uses were promised.
 */
export async function roomLeft(
  asker: Pick<Asker, 'db' | 'scope'>,
  use: Pick<Use, 'useNo' | 'commissioner' | 'practice' | 'year'>,
  today: PlainDate,
): Promise<RoomLeft> {
  const [balances, uses, years] = [
    await yearBalances(asker, { practice: use.practice, commissioner: use.commissioner }),
    await listUses(asker, { practice: use.practice, commissioner: use.commissioner }),
    await closedYears(asker),
  ]
  const left = balances
    .filter(({ year, entitlementPence }) => entitlementPence > 0 && !hasEnded(years, use.commissioner, year, today))
    .map(({ year, entitlementPence }) => ({ year, pence: entitlementPence }))
  const promised = uses
    .filter(({ useNo }) => useNo !== use.useNo)
    .reduce((sum, other) => sum + promisedPence(other), 0)
  return {
    isClosed: closeOf(years, use.commissioner, use.year) !== undefined,
    left,
    leftPence: total(left) - promised,
  }
}

const closeOf = (years: readonly ClosedYear[], commissioner: string, year: FinancialYear): ClosedYear | undefined =>
  years.find((each) => each.commissioner === commissioner && each.year === year)

/** By the terms under which the year was closed. */
function hasEnded(years: readonly ClosedYear[], commissioner: string, year: FinancialYear, today: PlainDate): boolean {
  const close = closeOf(years, commissioner, year)
  return close !== undefined && endsOn(year, close.terms.entitlement_years) <= today
}
