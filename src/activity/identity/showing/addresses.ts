import type { Month } from '#shared'

const withSnapshot = (path: string, snapshot: string | undefined): string =>
  snapshot === undefined ? path : `${path}?snapshot=${snapshot}`

const pathOf = (month: Month, provider: string, lineId: string): string =>
  `/identities/${month}/${encodeURIComponent(provider)}/${encodeURIComponent(lineId)}`

/** Where somebody asks who a line is about. The address names the line and never a person. */
export const identityAddress = (month: Month, provider: string, lineId: string, snapshot?: 'flex' | 'freeze'): string =>
  withSnapshot(pathOf(month, provider, lineId), snapshot)

/** Where a finance validator's question goes. */
export const checkAddress = (month: Month, provider: string, lineId: string, snapshot?: 'flex' | 'freeze'): string =>
  withSnapshot(`${pathOf(month, provider, lineId)}/check`, snapshot)

export const lineAddress = (month: Month, provider: string, lineId: string): string =>
  `/lines/${month}/${encodeURIComponent(provider)}/${encodeURIComponent(lineId)}`
