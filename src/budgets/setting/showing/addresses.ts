import type { FinancialYear } from '#shared'

type Query = Readonly<Record<string, string | number | undefined>>

/** A path with its query; what is not given is left out. */
export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  )
  const text = new URLSearchParams(given).toString()
  return text === '' ? path : `${path}?${text}`
}

export const budgetsAddress = '/budgets'
export const chooseAddress = (year: FinancialYear, query: Query = {}): string =>
  address('/budgets/choose', { year, ...query })
export const budgetAddress = (budgetNo: number, version?: number): string =>
  address(`/budgets/${budgetNo}`, { version })
export const practiceAddress = (budgetNo: number, practice: string, version?: number): string =>
  address(`/budgets/${budgetNo}/practices/${encodeURIComponent(practice)}`, { version })
export const pageOfPractice = (budgetNo: number, practice: string, version?: number): string =>
  address(`/budgets/${budgetNo}/practices/${encodeURIComponent(practice)}/page`, { version })
export const pdfOfPractice = (budgetNo: number, practice: string, version?: number): string =>
  address(`/budgets/${budgetNo}/practices/${encodeURIComponent(practice)}/page.pdf`, { version })
export const versionsAddress = (budgetNo: number): string => `/budgets/${budgetNo}/versions`
export const changesAddress = (budgetNo: number): string => `/budgets/${budgetNo}/changes`
export const changeAddress = (budgetNo: number, changeNo: number): string => `/budgets/${budgetNo}/changes/${changeNo}`
export const compareAddress = (left: number, right: number): string => address('/budgets/compare', { left, right })
export const adjustmentsAddress = (year: FinancialYear): string => address('/budgets/adjustments', { year })
export const practiceLineAddress = (budgetNo: number, practice: string, line: string, version?: number): string =>
  address(`/budgets/${budgetNo}/practices/${encodeURIComponent(practice)}/lines/${encodeURIComponent(line)}`, {
    version,
  })
