/** `priceRunId` is `Price run id`. */
export function fieldName(key: string): string {
  const words = key.replaceAll(
    /([a-z\d])([A-Z])/g,
    (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`,
  )
  const spaced = words.replaceAll(/[_-]/g, ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value of a record's detail in words: `true` is yes, a list is its items, what holds others is `month 2007-10, by practice`. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueWords).join(', ')
  if (!isObject(value))
    return typeof value === 'number' ? value.toLocaleString('en-GB', { useGrouping: false }) : String(value)
  const inside = Object.entries(value).map(([key, item]) => `${fieldName(key).toLowerCase()} ${valueWords(item)}`)
  return inside.length === 0 ? 'none' : inside.join(', ')
}

/** The whole detail on one line, for tables: `Exit code: 3; Options: month 2007-10`. */
export const detailLine = (detail: Readonly<Record<string, unknown>>): string | null =>
  Object.entries(detail)
    .map(([key, value]) => `${fieldName(key)}: ${valueWords(value)}`)
    .join('; ') || null
