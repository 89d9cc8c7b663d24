import type { Asker } from '#platform'
import type { FinancialYear, PlainDate } from '#shared'
import { type ClosedYear, closedYears } from '../year/closed-years.view.ts'
import { endsOn } from '../year/year-steps.ts'
import { type Use, promisedPence } from '../use/use.ts'
import { listUses } from '../use/uses.view.ts'
import type { YearAmount } from '../ledger/savings-postings.ts'
import { yearBalances } from './balances.view.ts'
import { beyondPromises } from './promises.ts'

export interface RoomLeft {
  /** Whether the year that the use is of has been closed: before, nothing of it is there to be drawn. */
  readonly isClosed: boolean
  /** What is left of the practice's entitlements, by year, the earliest first: this much can be drawn for what was approved. */
  readonly left: readonly YearAmount[]
  /** What can still be promised: it has not come to its end, and no other use was promised it. */
  readonly leftPence: number
}

const total = (all: readonly YearAmount[]): number => all.reduce((sum, { pence }) => sum + pence, 0)

const closeOf = (years: readonly ClosedYear[], commissioner: string, year: FinancialYear): ClosedYear | undefined =>
  years.find((each) => each.commissioner === commissioner && each.year === year)

/** What a use could take of its practice's entitlements, of whatever year. What was promised is kept from the oldest and does not end. */
export async function roomLeft(
  asker: Pick<Asker, 'db' | 'scope'>,
  use: Pick<Use, 'useNo' | 'commissioner' | 'practice' | 'year'>,
  today: PlainDate,
): Promise<RoomLeft> {
  const { commissioner, practice } = use
  const balances = await yearBalances(asker, { practice, commissioner })
  const uses = await listUses(asker, { practice, commissioner })
  const years = await closedYears(asker)
  const left = balances
    .filter(({ entitlementPence }) => entitlementPence > 0)
    .map(({ year, entitlementPence }) => ({ year, pence: entitlementPence }))
  const others = uses.filter(({ useNo }) => useNo !== use.useNo)
  const promised = others.reduce((sum, other) => sum + promisedPence(other), 0)
  const lasting = beyondPromises(left, promised).filter(({ year }) => {
    const close = closeOf(years, commissioner, year)
    return close === undefined || endsOn(year, close.terms.entitlement_years) > today
  })
  const isClosed = closeOf(years, commissioner, use.year) !== undefined
  return { isClosed, left, leftPence: Math.max(0, Math.min(total(lasting), total(left) - promised)) }
}
