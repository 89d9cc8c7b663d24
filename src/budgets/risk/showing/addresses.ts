import { type FinancialYear, yearFileName } from '#shared'

const part = encodeURIComponent

/** Where a page of a year’s risk is. */
export const riskAddress = (
  year: FinancialYear,
  page: '' | 'terms' | 'costs' | 'simulations' | 'claims' | 'balance' = '',
): string => `/risk/${yearFileName(year)}${page === '' ? '' : `/${page}`}`

export const claimAddress = (year: FinancialYear, practice: string, kind: string): string =>
  `${riskAddress(year, 'claims')}/${part(practice)}/${kind}`

export const simulationAddress = (simulationNo: number): string => `/risk/simulations/${simulationNo}`
