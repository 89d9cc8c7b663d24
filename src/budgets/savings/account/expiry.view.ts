import type { Asker } from '#platform'
import type { PlainDate } from '#shared'
import type { YearAmount } from '../ledger/savings-postings.ts'
import { promisedPence } from '../use/use.ts'
import { listUses } from '../use/uses.view.ts'
import { closedYears } from '../year/closed-years.view.ts'
import { endsOn } from '../year/year-steps.ts'
import { yearBalances } from './balances.view.ts'
import { beyondPromises } from './promises.ts'

/** What of a practice ends on a day: entitlements that nobody used, overspends that are too old to be set against anything. */
export interface Ending {
  readonly practice: string
  readonly entitlements: readonly YearAmount[]
  readonly overspends: readonly YearAmount[]
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
    const entitlements = beyondPromises(
      own.map(({ year, entitlementPence }) => ({ year, pence: entitlementPence })),
      promised,
    ).filter(({ year, pence }) => pence > 0 && isOver(year, 'entitlement_years'))
    const overspends = own
      .filter(({ year, overspendPence }) => overspendPence > 0 && isOver(year, 'overspend_years'))
      .map(({ year, overspendPence }) => ({ year, pence: overspendPence }))
    return entitlements.length + overspends.length === 0 ? [] : [{ practice, entitlements, overspends }]
  })
}
