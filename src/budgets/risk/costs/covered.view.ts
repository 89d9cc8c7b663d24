import { monthsWithActivity } from '#activity/import'
import { serviceLines } from '#budgets/envelope'
import { issuedBudget } from '#budgets/setting'
import type { Asker } from '#platform'
import { type FinancialYear, type Month, addMonths, firstDay, monthOfYear, monthsThrough, yearInterval } from '#shared'
import { type Terms, coversLine } from '../terms/terms.ts'

/** The service lines that are covered: those of the budget, or, before one is issued, those that practices usually hold. */
export async function coveredLines(
  asker: Asker,
  { commissioner, year }: { readonly commissioner: string; readonly year: FinancialYear },
  terms: Terms,
): Promise<string[]> {
  const budget = await issuedBudget(asker, { commissioner, year })
  const held = budget
    ? [...new Set(budget.amounts.map(({ line }) => line))]
    : serviceLines()
        .filter(({ usualScope }) => usualScope === 'in')
        .map(({ code }) => code)
  return held.filter((line) => coversLine(terms, line)).toSorted()
}

/** The points of delivery that count to lines. */
export const podsOf = (lines: readonly string[]): string[] =>
  serviceLines()
    .filter(({ code }) => lines.includes(code))
    .flatMap(({ pods }) => pods)
    .toSorted()

/** The months of a year of which there is activity. */
export async function monthsOfYear(asker: Asker, year: FinancialYear): Promise<Month[]> {
  const [first, last] = [monthOfYear(year, 1), monthOfYear(year, 12)]
  return (await monthsWithActivity(asker)).filter((month) => month >= first && month <= last)
}

/** The twelve months up to the last with activity before the year begins; where there are none before it, the latest there are. */
export async function monthsBefore(asker: Asker, year: FinancialYear): Promise<Month[]> {
  const known = await monthsWithActivity(asker)
  const before = known.filter((month) => firstDay(month) < yearInterval(year).from)
  const last = (before.length > 0 ? before : known).at(-1)
  return last === undefined ? [] : monthsThrough(addMonths(last, -11), last).filter((month) => known.includes(month))
}
