import type { FinancialYear, Month } from '#shared'

const part = (text: string): string => encodeURIComponent(text)

/** Where a month is seen; `of` carries the commissioner on where several could be meant. */
const query = (of: string | undefined): string => (of === undefined ? '' : `?commissioner=${part(of)}`)

export const monthAddress = (month: Month, of?: string): string => `/prescribing/${month}${query(of)}`
export const practiceAddress = (month: Month, practice: string, of?: string): string =>
  `/prescribing/${month}/practices/${part(practice)}${query(of)}`
export const substanceAddress = (month: Month, practice: string, substance: string, of?: string): string =>
  `/prescribing/${month}/practices/${part(practice)}/${part(substance)}${query(of)}`
export const chapterAddress = (month: Month, chapter: string, of?: string): string =>
  `/prescribing/${month}/chapters/${chapter}${query(of)}`
export const forecastAddress = (year: FinancialYear): string => `/prescribing-forecast?year=${part(year)}`
export const importAddress = (importNo: number): string => `/prescribing-imports/${importNo}`
export const unitsAddress = (month: Month, of?: string): string =>
  `/prescribing-units?month=${month}${of === undefined ? '' : `&commissioner=${part(of)}`}`
