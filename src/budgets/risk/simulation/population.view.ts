import { practiceLists } from '#budgets/envelope'
import { issuedBudget } from '#budgets/setting'
import type { Asker } from '#platform'
import { type FinancialYear, type Pence, addPence, noPence, yearInterval } from '#shared'
import { type Terms, isPayer } from '../terms/terms.ts'

/** A practice that would pay in, with its list and, where one is issued, its budget of the covered lines. */
export interface SimulatedPayer {
  readonly practice: string
  readonly group: string | null
  readonly patients: number
  readonly budgetPence: Pence | null
}

interface Asked {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly terms: Terms
  readonly lines: readonly string[]
}

/** Everybody whom the terms name: the practices of the issued budget, or, before one is issued, those with a list. */
export async function simulatedPayers(
  asker: Asker,
  { commissioner, year, terms, lines }: Asked,
): Promise<SimulatedPayer[]> {
  const lists = await practiceLists(asker.db, { commissioner, on: yearInterval(year).from })
  const budget = await issuedBudget(asker, { commissioner, year })
  const held = new Map<string, Pence>()
  for (const { practice, line, pence } of budget?.amounts ?? [])
    if (lines.includes(line)) held.set(practice, addPence(held.get(practice) ?? noPence, pence))
  return lists
    .filter((list) => isPayer(terms, list) && (budget ? held.has(list.practice) : list.patients > 0))
    .map(({ practice, group, patients }) => ({ practice, group, patients, budgetPence: held.get(practice) ?? null }))
}
