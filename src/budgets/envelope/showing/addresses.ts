import { type FinancialYear, yearFileName } from '#shared'

export const envelopeAddress = (year: FinancialYear): string => `/budgets/${yearFileName(year)}/envelope`
export const inputsAddress = (year: FinancialYear): string => `/budgets/${yearFileName(year)}/inputs`
export const topSlicesAddress = (year: FinancialYear): string => `/budgets/${yearFileName(year)}/top-slices`
/** The room on the right shows fair shares there. */
export const fairSharesAddress = (year: FinancialYear): string => `/budgets/${yearFileName(year)}/fair-shares`

export const envelopeCrumbs = (year: FinancialYear) => [
  { text: 'Envelopes', href: '/envelope' },
  { text: year, href: envelopeAddress(year) },
]
