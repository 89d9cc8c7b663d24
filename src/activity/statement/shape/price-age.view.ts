import { priceSources } from '#activity/pricing'
import type { Database } from '#db'
import { type MonthFiles, filesWithPrice } from './month-files.view.ts'
import { pricedBefore, sourcesOf } from './price-age.ts'

/** Which price lists made the prices of a month, and whether a newer list or agreement has been loaded since. */
export interface PriceAge {
  lists(files: MonthFiles): string[]
  outdated(files: MonthFiles): boolean
}

export async function priceAge(db: Database): Promise<PriceAge> {
  const all = await priceSources(db)
  return {
    lists: ({ month }) =>
      sourcesOf(all, month).flatMap(({ year, name }) => (year === null ? [] : [`the ${year} price list (${name})`])),
    outdated: (files) =>
      pricedBefore(
        sourcesOf(all, files.month),
        filesWithPrice(files).map(({ pricedAt }) => pricedAt),
      ),
  }
}
