import { type YearAmount, takeOldest } from '../ledger/savings-postings.ts'

/** Of each year what is left beyond what is promised: promises are kept from the oldest years. */
export function beyondPromises(left: readonly YearAmount[], promisedPence: number): YearAmount[] {
  const kept = new Map(takeOldest(left, promisedPence).map(({ year, pence }) => [year, pence]))
  return left.map(({ year, pence }) => ({ year, pence: pence - (kept.get(year) ?? 0) }))
}
