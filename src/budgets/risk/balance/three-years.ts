import { type FinancialYear, type Pence, noPence, toPence } from '#shared'

/** A year as it counts towards balance, in pence; nothing where no budget was issued or nothing is known of the outturn. */
export interface YearResult {
  readonly year: FinancialYear
  readonly budgetPence: Pence | null
  /** What was charged: the outturn without what is excluded. */
  readonly chargedPence: Pence | null
  /** What the pool paid towards it. */
  readonly poolPence: Pence
}

export interface BalanceYear extends YearResult {
  readonly openingPence: Pence
  /** Budget less charged plus what the pool paid; above nought is underspent. */
  readonly resultPence: Pence | null
  readonly closingPence: Pence
}

/**
 * How somebody stands: `in-balance` over the years together; `overspent` together, though not in each; `overspent-each-year`, after
 * which the right to hold a budget may be lost, after arbitration; `incomplete` while a year is not known.
 */
export type Standing = 'in-balance' | 'overspent' | 'overspent-each-year' | 'incomplete'

export interface Balance {
  readonly years: readonly BalanceYear[]
  readonly closingPence: Pence
  readonly standing: Standing
}

function resultOf({ budgetPence, chargedPence, poolPence }: YearResult): Pence | null {
  return budgetPence === null || chargedPence === null ? null : toPence(budgetPence - chargedPence + poolPence)
}

function standingOf(years: readonly BalanceYear[], closing: Pence): Standing {
  if (years.some(({ resultPence }) => resultPence === null)) return 'incomplete'
  if (closing >= 0) return 'in-balance'
  return years.every(({ resultPence }) => resultPence! < 0) ? 'overspent-each-year' : 'overspent'
}

/**
 * Carries each year’s result into the next (an overspend of one year is set against later savings): −£5,000, +£2,000, +£4,000 closes
 * at +£1,000, in balance. A year that is not known carries what came before it.
 */
export function balanceOver(results: readonly YearResult[]): Balance {
  let carried = noPence
  const years = results
    .toSorted((a, b) => (a.year < b.year ? -1 : 1))
    .map((result): BalanceYear => {
      const [openingPence, resultPence] = [carried, resultOf(result)]
      carried = toPence(openingPence + (resultPence ?? 0))
      return { ...result, openingPence, resultPence, closingPence: carried }
    })
  return { years, closingPence: carried, standing: standingOf(years, carried) }
}

export const standingWords: Readonly<Record<Standing, string>> = {
  'in-balance': 'In balance',
  overspent: 'Overspent together',
  'overspent-each-year': 'Overspent in each year: to be reviewed and supported first',
  incomplete: 'Not known for every year',
}
