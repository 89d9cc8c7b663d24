import { type FinancialYear, type Month, yearFileName } from '#shared'

const part = encodeURIComponent

export const leadsAddress = (owner?: string): string => (owner === undefined ? '/leads' : `/leads?owner=${part(owner)}`)
export const newRoleAddress = (owner: string): string => `/leads/roles/new?owner=${part(owner)}`
export const roleAddress = (roleNo: number): string => `/leads/roles/${roleNo}`
export const personsAddress = (owner: string): string => `/leads/persons?owner=${part(owner)}`
export const skillsAddress = (owner: string): string => `/leads/skills?owner=${part(owner)}`
export const reportsAddress = (owner: string, month: Month): string =>
  `/leads/reports?owner=${part(owner)}&month=${month}`
export const reportAddress = (roleNo: number, month: Month): string => `/leads/roles/${roleNo}/report?month=${month}`
export const hoursAddress = (owner: string, year: FinancialYear): string =>
  `/leads/hours?owner=${part(owner)}&year=${yearFileName(year)}`
export const documentAddress = (documentNo: number): string => `/documents/${documentNo}`
