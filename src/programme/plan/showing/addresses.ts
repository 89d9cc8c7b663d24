const part = encodeURIComponent

export const planAddress = (owner: string): string => `/plan?owner=${part(owner)}`
export const chartAddress = (owner: string): string => `/plan/chart?owner=${part(owner)}`
export const importAddress = (owner: string): string => `/plan/import?owner=${part(owner)}`
export const importedAddress = (importNo: number): string => `/plan/imports/${importNo}`
export const unresolvedAddress = (owner: string): string => `/plan/unresolved?owner=${part(owner)}`
export const settleAddress = (owner: string, text: string): string =>
  `/plan/settle?owner=${part(owner)}&lead=${part(text)}`
export const baselinesAddress = (owner: string): string => `/plan/baselines?owner=${part(owner)}`
export const baselineAddress = (baselineNo: number): string => `/plan/baselines/${baselineNo}`
export const newItemAddress = (owner: string): string => `/plan/items/new?owner=${part(owner)}`
export const itemAddress = (itemNo: number): string => `/plan/items/${itemNo}`
export const issueAddress = (owner: string): string => `/plan/issue?owner=${part(owner)}`
export const personsAddress = (owner: string): string => `/leads/persons?owner=${part(owner)}`
