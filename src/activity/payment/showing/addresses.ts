import type { Month } from '#shared'

const part = encodeURIComponent

export const boardAddress = (month: Month): string => `/board/${month}`
export const billsAddress = (month: Month): string => `/payments/bills/${month}`
export const providerBillsAddress = (month: Month, provider: string): string =>
  `/payments/bills/${month}/${part(provider)}`

/** Lines of practices in no group have an address of their own: somebody else agrees them. */
export const noGroup = 'none'

interface Unit {
  readonly month: Month
  readonly provider: string
  readonly group: string
  readonly commissioner: string
}

export const unitAddress = ({ month, provider, group, commissioner }: Unit): string =>
  `/payments/bills/${month}/${part(provider)}/${group === '' ? noGroup : `group/${part(group)}`}?commissioner=${part(commissioner)}`

export const runAddress = (runNo: number): string => `/payments/${runNo}`
export const remittanceAddress = (runNo: number, provider: string): string =>
  `/payments/${runNo}/remittances/${part(provider)}`
export const entryAddress = (entryNo: number): string => `/ledger/entries/${entryNo}`
export const reconciliationAddress = (month: Month): string => `/reconciliation/${month}`
export const adjustmentsAddress = (month: Month): string => `/payments/adjustments/${month}`
