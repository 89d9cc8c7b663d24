import type { FinancialYear } from '#shared'
import type { Entitlement } from '../year/entitlement.ts'
import { type Posting, credit, debit } from './posting.ts'

/** An amount of a year: of an entitlement that is left, or of an overspend that is carried. */
export interface YearAmount {
  readonly year: FinancialYear
  readonly pence: number
}

/** So much of what there is, the earliest year first. Asked for more than there is it gives all. */
export function takeOldest(from: readonly YearAmount[], pence: number): YearAmount[] {
  let wanted = pence
  return from
    .toSorted((a, b) => (a.year < b.year ? -1 : 1))
    .flatMap(({ year, pence: there }) => {
      const taken = Math.min(Math.max(0, there), wanted)
      wanted -= taken
      return taken > 0 ? [{ year, pence: taken }] : []
    })
}

/**
 * What closing a year posts for a practice. A saving is split between the practice, the commissioner and the overspends that it
 * makes good; where the condition is not met it is withheld whole. An overspend is carried by the practice and borne by the
 * commissioner: nobody pays it.
 */
export const closePostings = (year: FinancialYear, result: Entitlement, carried: readonly YearAmount[]): Posting[] => [
  ...debit('freed-up', year, result.freedUpPence),
  ...takeOldest(carried, result.setOffPence).flatMap((each) => credit('overspend', each.year, each.pence)),
  ...credit('entitlement', year, result.entitlementPence),
  ...credit('commissioner-share', year, result.commissionerPence),
  ...credit('withheld', year, result.withheldPence),
  ...debit('overspend', year, result.overspendPence),
  ...credit('overspend-borne', year, result.overspendPence),
]

/** What drawing posts: each year's entitlement is used up before a later one's. */
export const drawPostings = (left: readonly YearAmount[], pence: number): Posting[] =>
  takeOldest(left, pence).flatMap((each) => [
    ...debit('entitlement', each.year, each.pence),
    ...credit('drawn', each.year, each.pence),
  ])

export const clawBackPostings = ({ year, pence }: YearAmount): Posting[] => [
  ...debit('entitlement', year, pence),
  ...credit('clawed-back', year, pence),
]

/** What an expiry posts: entitlements that were not used, and overspends that are too old to be set against anything. */
export const expiryPostings = (entitlements: readonly YearAmount[], overspends: readonly YearAmount[]): Posting[] => [
  ...entitlements.flatMap(({ year, pence }) => [
    ...debit('entitlement', year, pence),
    ...credit('expired', year, pence),
  ]),
  ...overspends.flatMap(({ year, pence }) => [
    ...debit('overspend-borne', year, pence),
    ...credit('overspend', year, pence),
  ]),
]
