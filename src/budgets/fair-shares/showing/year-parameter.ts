import { type FinancialYear, findFinancialYear } from '#shared'

export { yearInput as yearParameter } from '#budgets/envelope'

/** The year of an address such as `/budgets/2008-09/fair-shares` whose form could not be read. */
export const yearOfPath = ({ pathname }: URL): FinancialYear | undefined =>
  findFinancialYear(decodeURIComponent(pathname.split('/')[2] ?? ''))
