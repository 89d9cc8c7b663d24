import { createHash } from 'node:crypto'

const isPlain = (value: object): value is Readonly<Record<string, unknown>> => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function objectText(value: object): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item ?? null)).join(',')}]`
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (!isPlain(value)) throw new TypeError('only plain values have a canonical text')
  const names = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .toSorted()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`).join(',')}}`
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical text`)
  return JSON.stringify(value)
}

/**
 * JSON that is the same for the same value: names in order, no spaces, times in UTC, what is undefined left out.
 * `{ b: 1, a: [undefined] }` is `{"a":[null],"b":1}`. Throws for what JSON cannot say.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'bigint') return String(value)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'object') return objectText(value)
  throw new TypeError(`a ${typeof value} has no canonical text`)
}

export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** What the journal keeps of a thing as it was before or after a deed: enough to recognise it, nothing to read from it. */
export const fingerprint = (value: unknown): string => sha256Hex(canonicalJson(value))
