import { envelopeAddress, fairSharesAddress } from '#budgets/envelope'
import { type FinancialYear, yearFileName } from '#shared'

const part = encodeURIComponent

export const lineAddress = (year: FinancialYear, line: string): string =>
  `${fairSharesAddress(year)}/line/${part(line)}`
export const practiceAddress = (year: FinancialYear, practice: string): string =>
  `${fairSharesAddress(year)}/practice/${part(practice)}`
export const workingAddress = (year: FinancialYear, practice: string, line: string): string =>
  `${practiceAddress(year, practice)}/${part(line)}`
export const atypicalAddress = (year: FinancialYear): string => `/budgets/${yearFileName(year)}/atypical`
export const laterListsAddress = (year: FinancialYear): string => `${fairSharesAddress(year)}/later-lists`

export const fairShareCrumbs = (year: FinancialYear) => [
  { text: `Envelope of ${year}`, href: envelopeAddress(year) },
  { text: 'Fair shares', href: fairSharesAddress(year) },
]
