import { type Month, type Pence, monthOfYear, toPence } from '#shared'
import type { FinancialYear } from '#shared'
import { type Months, spentIn } from '../position/figure.ts'

/** How a month is known: all frozen, something flex, only an estimate, or still to come. */
export type MonthState = 'freeze' | 'flex' | 'estimate' | 'forecast'

/** One month of an account: what was left of the year's budget before it and after. */
export interface BalanceMonth {
  readonly month: Month
  readonly state: MonthState
  readonly planPence: Pence
  readonly spentPence: Pence
  /** Of it estimated. */
  readonly estimatePence: Pence
  readonly openingPence: Pence
  readonly closingPence: Pence
  readonly lines: number
}

function stateOf({ freeze, flex, late }: Months, at: number, isToCome: boolean): MonthState {
  if (isToCome) return 'forecast'
  if (flex[at] !== 0) return 'flex'
  return freeze[at] === 0 && late[at] !== 0 ? 'estimate' : 'freeze'
}

/** The account of a year: the budget, each month's spending, and what is left after it; the months to come as they are expected. */
export function balanceOf(
  budget: Pence,
  months: Months,
  { year, upto }: { readonly year: FinancialYear; readonly upto: number },
): BalanceMonth[] {
  let left: number = budget
  return Array.from({ length: 12 }, (_, at) => {
    const isToCome = at >= upto
    const spent = isToCome ? months.toCome[at]! : spentIn(months, at)
    const opening = left
    left -= spent
    return {
      month: monthOfYear(year, at + 1),
      state: stateOf(months, at, isToCome),
      planPence: toPence(months.plan[at]!),
      spentPence: toPence(spent),
      estimatePence: toPence(isToCome ? spent : months.late[at]!),
      openingPence: toPence(opening),
      closingPence: toPence(left),
      lines: months.lines[at]!,
    }
  })
}
