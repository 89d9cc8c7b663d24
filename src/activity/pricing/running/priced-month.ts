import { type Month, type Pence, addPence, noPence } from '#shared'
import type { PriceSums } from '../stores/price-run.store.ts'

export interface PricedMonth {
  readonly month: Month
  readonly lines: number
  readonly priced: number
  readonly unpriced: number
  readonly billedPence: Pence
  readonly pricePence: Pence
  /** Billed less price, over the lines that have both. */
  readonly differencePence: Pence
  readonly unpricedBilledPence: Pence
  /** Its share of the pass it was priced in. */
  readonly seconds: number
}

/** Adds up the files of a month. */
export function pricedMonth(month: Month, staged: readonly PriceSums[], seconds: number): PricedMonth {
  const count = (pick: (file: PriceSums) => number): number => staged.reduce((sum, file) => sum + pick(file), 0)
  const money = (pick: (file: PriceSums) => number): Pence =>
    addPence(noPence, ...staged.map((file) => pick(file) as Pence))
  return {
    month,
    lines: count(({ lines }) => lines),
    priced: count(({ pricedLines }) => pricedLines),
    unpriced: count(({ unpricedLines }) => unpricedLines),
    billedPence: money(({ billedPence }) => billedPence),
    pricePence: money(({ pricePence }) => pricePence),
    differencePence: money(({ differencePence }) => differencePence),
    unpricedBilledPence: money(({ unpricedBilledPence }) => unpricedBilledPence),
    seconds: Math.round(seconds * 1000) / 1000,
  }
}
