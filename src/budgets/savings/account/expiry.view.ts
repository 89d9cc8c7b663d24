import type { Asker } from '#platform'
import type { PlainDate } from '#shared'
import { type YearAmount, takeOldest } from '../ledger/savings-postings.ts'
import { promisedPence } from '../use/use.ts'
import { listUses } from '../use/uses.view.ts'
import { closedYears } from '../year/closed-years.view.ts'
import { endsOn } from '../year/year-steps.ts'
import { type YearBalance, yearBalances } from './balances.view.ts'

/** What of a practice ends on a day: entitlements that nobody used, overspends that are too old to be set against anything. */
export interface Ending {
  readonly practice: string
  readonly entitlements: readonly YearAmount[]
  readonly overspends: readonly YearAmount[]
}

/** Of each year what is left beyond what is promised: the promises are kept from the oldest years. */
function beyondPromises(balances: readonly YearBalance[], promised: number): YearAmount[] {
  const left = balances.map(({ year, entitlementPence }) => ({ year, pence: entitlementPence }))
  const kept = new Map(takeOldest(left, promised).map(({ year, pence }) => [year, pence]))
  return left.map(({ year, pence }) => ({ year, pence: pence - (kept.get(year) ?? 0) }))
}

/** What ends on the day by the terms of each year; what was approved and is not drawn yet does not. */
export async function endings(
  asker: Pick<Asker, 'db' | 'scope'>,
  { commissioner, today }: { readonly commissioner: string; readonly today: PlainDate },
): Promise<Ending[]> {
  const [years, balances, uses] = [
    (await closedYears(asker)).filter((each) => each.commissioner === commissioner),
    await yearBalances(asker, { commissioner }),
    await listUses(asker, { commissioner }),
  ]
  const isOver = (year: string, which: 'entitlement_years' | 'overspend_years'): boolean => {
    const close = years.find((each) => each.year === year)
    return close !== undefined && endsOn(close.year, close.terms[which]) <= today
  }
  return [...new Set(balances.map(({ practice }) => practice))].toSorted().flatMap((practice) => {
    const own = balances.filter((each) => each.practice === practice)
    const promised = uses.filter((use) => use.practice === practice).reduce((sum, use) => sum + promisedPence(use), 0)
    const entitlements = beyondPromises(own, promised).filter(
      ({ year, pence }) => pence > 0 && isOver(year, 'entitlement_years'),
    )
    const overspends = own
      .filter(({ year, overspendPence }) => overspendPence > 0 && isOver(year, 'overspend_years'))
      .map(({ year, overspendPence }) => ({ year, pence: overspendPence }))
    return entitlements.length + overspends.length === 0 ? [] : [{ practice, entitlements, overspends }]
  })
}
