import {
  DuckDBArrayValue,
  DuckDBListValue,
  DuckDBStructValue,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'

function safeNumber(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is too large to be held exactly as a number`)
  return number
}

const structOf = (value: DuckDBStructValue): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value.entries).map(([key, item]) => [key, plain(item)]))

function plain(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') return safeNumber(value)
  if (value === null || typeof value !== 'object') return value
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(plain)
  if (value instanceof DuckDBStructValue) return structOf(value)
  return value.toString()
}

/**
 * Turns what the engine answers into plain values. The library's own conversion makes decimals into floating
 * point; here they become their exact text, and whole numbers are checked to be exact.
 */
export const readValue = (value: DuckDBValue, _type?: DuckDBType): unknown => plain(value)
