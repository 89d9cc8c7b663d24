import type { Month } from '#shared'
import { type Dimension, type Filters, none } from './dimension.ts'

type Query = Readonly<Record<string, string | number | undefined>>

/** A path with its query; what is not given is left out, so that one view has one address. */
export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, String(value)]],
  )
  const text = new URLSearchParams(given).toString()
  return text === '' ? path : `${path}?${text}`
}

export const monthAddress = (month: Month): string => `/months/${month}`

export const statementAddress = (month: Month, by: Dimension, filters: Filters = {}, query: Query = {}): string =>
  address(`/statements/${month}`, { by, ...filters, ...query })

export const linesAddress = (month: Month, filters: Filters = {}, query: Query = {}): string =>
  address(`/lines/${month}`, { ...filters, ...query })

export const lineAddress = (month: Month, provider: string | undefined, lineId: string, snapshot?: string): string =>
  address(`/lines/${month}/${encodeURIComponent(provider ?? none)}/${encodeURIComponent(lineId)}`, {
    snapshot,
  })
