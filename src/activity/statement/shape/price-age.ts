import type { PriceSource } from '#activity/pricing'
import { type Month, addMonths, firstDay } from '#shared'

/** The price lists and agreements that hold on some day of the month. */
export function sourcesOf(all: readonly PriceSource[], month: Month): PriceSource[] {
  const [start, end] = [firstDay(month), firstDay(addMonths(month, 1))]
  return all.filter(({ from, to }) => from < end && (to === null || start < to))
}

/** Priced on 1 June with a list loaded on 2 June in force: the prices are older than the list. */
export const pricedBefore = (sources: readonly PriceSource[], pricedAt: readonly Date[]): boolean =>
  sources.some(({ loadedAt }) => pricedAt.some((at) => at < loadedAt))
