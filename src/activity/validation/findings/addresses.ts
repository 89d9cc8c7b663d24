import type { Month } from '#shared'

type Query = Readonly<Record<string, string | number | undefined>>

/** A path with its query; what is not given is left out. */
export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, String(value)]],
  )
  const text = new URLSearchParams(given).toString()
  return text === '' ? path : `${path}?${text}`
}

export const findingsAddress = (month: Month, query: Query = {}): string => address(`/findings/${month}`, query)
export const findingAddress = (month: Month, findingId: number): string => `/findings/${month}/${findingId}`
export const findingSumsAddress = (month: Month, query: Query = {}): string => address(`/finding-sums/${month}`, query)
export const queueAddress = (month: Month, query: Query = {}): string => address(`/queue/${month}`, query)

/** The page of a line is the room of statements', further right; its address is known to all. */
export const lineAddress = (month: Month, provider: string, lineId: string): string =>
  `/lines/${month}/${encodeURIComponent(provider)}/${encodeURIComponent(lineId)}`
