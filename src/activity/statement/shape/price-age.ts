import { type Month, addMonths, firstDay } from '#shared'

/** One loading of a price list, and the days it holds now: half-open, or none when a later one took its place. */
export interface PriceList {
  readonly year: string
  readonly sourceName: string
  readonly loadedAt: Date
  readonly inForce: { readonly from: string; readonly to: string } | null
}

/** The lists that hold on some day of the month. */
export function listsOf(all: readonly PriceList[], month: Month): PriceList[] {
  const [from, to] = [firstDay(month), firstDay(addMonths(month, 1))]
  return all.filter(({ inForce }) => inForce !== null && inForce.from < to && from < inForce.to)
}

/** Priced on 1 June with a list loaded on 2 June in force: the prices are older than the list. */
export const pricedBefore = (lists: readonly PriceList[], pricedAt: readonly Date[]): boolean =>
  lists.some((list) => pricedAt.some((at) => at < list.loadedAt))
