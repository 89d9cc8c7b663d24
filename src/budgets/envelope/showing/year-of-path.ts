import { type FinancialYear, findFinancialYear } from '#shared'
import { type Reply, notFound } from '#ui'

/** The year of an address such as `/budgets/2008-09/inputs` whose form could not be read. */
export const yearOfPath = ({ pathname }: URL): FinancialYear | undefined =>
  findFinancialYear(decodeURIComponent(pathname.split('/')[2] ?? ''))

export const noSuchYear = (): Reply => notFound('There is no such financial year: write it like 2008-09.')
