import { listTariffs } from '#activity/pricing'
import { type Database } from '#db'
import { type MonthFiles, filesWithPrice } from './month-files.view.ts'
import { type PriceList, listsOf, pricedBefore } from './price-age.ts'

/** Which price lists made the prices of a month, and whether a newer one has been loaded since. */
export interface PriceAge {
  lists(files: MonthFiles): string[]
  outdated(files: MonthFiles): boolean
}

export async function priceAge(db: Database): Promise<PriceAge> {
  const all: readonly PriceList[] = await listTariffs(db)
  const pricedAt = (files: MonthFiles): Date[] => filesWithPrice(files).map((file) => file.pricedAt)
  return {
    lists: (files) => listsOf(all, files.month).map(({ year, sourceName }) => `the ${year} price list (${sourceName})`),
    outdated: (files) => pricedBefore(listsOf(all, files.month), pricedAt(files)),
  }
}
