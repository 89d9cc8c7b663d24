import { type FinancialYear, yearFileName } from '#shared'

const part = encodeURIComponent

export const savingsAddress = (year: FinancialYear, by?: string): string =>
  `/savings?year=${yearFileName(year)}${by === undefined ? '' : `&by=${by}`}`
export const accountAddress = (practice: string): string => `/savings/accounts/${part(practice)}`
export const groupAccountAddress = (group: string): string => `/savings/groups/${part(group)}`
export const practiceYearAddress = (practice: string, year: FinancialYear): string =>
  `${accountAddress(practice)}/${yearFileName(year)}`
export const usesAddress = '/savings/uses'
export const newUseAddress = '/savings/uses/new'
export const useAddress = (useNo: number): string => `/savings/uses/${useNo}`
export const closeAddress = (year: FinancialYear): string => `/savings/close?year=${yearFileName(year)}`
export const ledgerAddress = '/savings/ledger'
export const entryAddress = (entryNo: number): string => `/savings/ledger/${entryNo}`
export const incentivesAddress = (year: FinancialYear): string => `/incentives?year=${yearFileName(year)}`
export const costAddress = (year: FinancialYear): string => `/management-cost?year=${yearFileName(year)}`
