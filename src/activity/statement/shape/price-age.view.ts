import { type Database } from '#db'
import { type MonthFiles } from './month-files.view.ts'

/** Which price lists made the prices of a month, and whether newer ones have been loaded since. */
export interface PriceAge {
  lists(files: MonthFiles): string[]
  outdated(files: MonthFiles): boolean
}

export async function priceAge(_db: Database): Promise<PriceAge> {
  return { lists: () => [], outdated: () => false }
}
