import { type Pence, toPence } from '#shared'
import type { LineFact } from './year-facts.ts'

/** Of what budget less outturn is made: each pound in one part and no other. */
export interface SavingParts {
  readonly budgetPence: Pence
  /** After every credit, whether it came in the bills of the year or is still due. */
  readonly outturnPence: Pence
  /** Wrong bills that providers accepted: claimed and given back, not care that was not needed. */
  readonly validationPence: Pence
  /** Other prices than the budget was set at. */
  readonly pricePence: Pence
  /** More or less care, or other care, than the budget foresaw, among the lines that were right. */
  readonly demandPence: Pence
  /** The three together: budget less outturn; below zero it is an overspend. */
  readonly wholePence: Pence
}

const sum = (lines: readonly LineFact[], of: (line: LineFact) => number): number =>
  lines.reduce((total, line) => total + of(line), 0)

/**
 * Keeps validation, price and demand apart, so that nothing is counted twice. A credit that came within the year's bills has lowered
 * the outturn as if less care had been given: it is taken out of demand. One that is still due lowers the outturn here, and nowhere
 * else. Worked example: £1,000 budget, £820 outturn, prices £30 lower; £50 given back within the bills and £20 due: outturn £800,
 * whole £200 = validation £70 + price £30 + demand £100.
 */
export function savingParts(lines: readonly LineFact[]): SavingParts {
  const budget = sum(lines, (line) => line.budgetPence)
  const due = sum(lines, (line) => line.creditsDuePence)
  const outturn = sum(lines, (line) => line.outturnPence) - due
  const validation = due + sum(lines, (line) => line.creditsWithinPence)
  const price = sum(lines, (line) => line.pricePence)
  return {
    budgetPence: toPence(budget),
    outturnPence: toPence(outturn),
    validationPence: toPence(validation),
    pricePence: toPence(price),
    demandPence: toPence(budget - outturn - validation - price),
    wholePence: toPence(budget - outturn),
  }
}
