import { type FinancialYear, type Month, type Pence, financialYearOf, monthNumber, monthOfYear } from '#shared'
import type { Method } from '../policy/prescribing-policy.ts'

export interface SpentMonth {
  readonly month: Month
  readonly pence: Pence
}

/** How much of a year's spend falls into each of its twelve months, April first: weights, of any size. */
export type Profile = readonly bigint[]

export type DaysOf = (month: Month) => number | undefined

const twelve = Array.from({ length: 12 }, (_, at) => at + 1)

export const monthsOf = (year: FinancialYear): readonly Month[] => twelve.map((number) => monthOfYear(year, number))

/** Years of which every month is known, the latest first. */
export function wholeYears(spent: readonly SpentMonth[]): FinancialYear[] {
  const months = new Map<FinancialYear, Set<number>>()
  for (const { month } of spent) {
    const year = financialYearOf(month)
    months.set(year, (months.get(year) ?? new Set()).add(monthNumber(month)))
  }
  return [...months]
    .filter(([, known]) => known.size === 12)
    .map(([year]) => year)
    .toSorted((a, b) => (a < b ? 1 : -1))
}

function byDays(year: FinancialYear, daysOf: DaysOf): Profile | undefined {
  const days = monthsOf(year).map(daysOf)
  return days.every((count) => count !== undefined && count > 0) ? days.map((count) => BigInt(count!)) : undefined
}

const scale = 1_000_000n

/** Each month as it cost a dispensing day in the whole years before, for as many days as it has this year. */
function bySeason(year: FinancialYear, { spent, daysOf, mostYears }: ProfileFacts): Profile | undefined {
  const days = byDays(year, daysOf)
  const before = wholeYears(spent)
    .filter((other) => other < year)
    .slice(0, mostYears)
  const known = before.map((other) => [other, byDays(other, daysOf)] as const)
  if (!days || known.length === 0 || known.some(([, own]) => !own)) return undefined
  const pence = new Map(spent.map((one) => [one.month, BigInt(one.pence)]))
  const weights = twelve.map((number, at) =>
    known.reduce(
      (sum, [other, own]) => sum + (pence.get(monthOfYear(other, number))! * days[at]! * scale) / own![at]!,
      0n,
    ),
  )
  return weights.every((weight) => weight > 0n) ? weights : undefined
}

export interface ProfileFacts {
  readonly spent: readonly SpentMonth[]
  readonly daysOf: DaysOf
  /** Of more whole years before, the latest count. */
  readonly mostYears: number
}

/** The profile of a year by one method; nothing where what it rests on is not known. Looks at no month of the year itself or after. */
export function profileOf(method: Method, year: FinancialYear, facts: ProfileFacts): Profile | undefined {
  switch (method) {
    case 'straight-line':
      return twelve.map(() => 1n)
    case 'dispensing-days':
      return byDays(year, facts.daysOf)
    case 'seasonal':
      return bySeason(year, facts)
  }
}
