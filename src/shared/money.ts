import { type Result, ok, refused } from './result.ts'

declare const pence: unique symbol
/** Whole pence. A safe integer holds £90 trillion, so `number` is exact here; every maker checks. */
export type Pence = number & { readonly [pence]: true }

export function toPence(value: number): Pence {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not whole pence: ${value}`)
  return value as Pence
}

export const noPence = toPence(0)

export const addPence = (...amounts: readonly Pence[]): Pence =>
  toPence(amounts.reduce((sum, amount) => sum + amount, 0))

/**
 * The one rounding of the product: divide and round half up (a half goes away from zero), exactly.
 * Used once, at the end of a line: `roundHalfUp(255854_0400n, 10000n)` is 255854n.
 */
export function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('a denominator is positive')
  const size = numerator < 0n ? -numerator : numerator
  const rounded = (2n * size + denominator) / (2n * denominator)
  return numerator < 0n ? -rounded : rounded
}

const poundsPattern = /^(-?)(\d{1,13})(?:\.(\d{1,8}))?$/

/** Canonical pounds text (`1234.5`, `-12.00`; no symbol, no commas) to pence, half up. */
export function penceFromPounds(text: string): Result<Pence, 'not-money'> {
  const match = poundsPattern.exec(text)
  if (!match) return refused('not-money', `“${text}” is not an amount of money: write pounds like 1234.50 or -12.00.`)
  const [, sign, whole, part = ''] = match
  const scaled = BigInt(whole! + part.padEnd(8, '0'))
  const value = Number(roundHalfUp(scaled, 1_000_000n))
  return ok(toPence(sign === '-' && value !== 0 ? -value : value))
}

/** `123450` to `1234.50`: the form exchanged in files. */
export function poundsText(amount: Pence): string {
  const size = Math.abs(amount)
  const text = `${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`
  return amount < 0 ? `-${text}` : text
}

const sterling = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })
const sterlingWhole = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP', maximumFractionDigits: 0 })

/** `123450` to `£1,234.50`: the form people read. */
export const formatPence = (amount: Pence): string => sterling.format(amount / 100).replace('-', '−')

/** `123450` to `£1,235`, for summaries where pence are noise; the exact figure stands in the export. */
export const formatPounds = (amount: Pence): string =>
  sterlingWhole.format(Number(roundHalfUp(BigInt(amount), 100n))).replace('-', '−')

/**
 * Splits a whole by weights so that the parts sum to it exactly: largest remainder, ties by position.
 * Weights are whole (of any size, as bigints) and not negative; with no weight at all nothing can be split and it throws.
 */
export function splitByWeight(whole: Pence, weights: readonly (number | bigint)[]): Pence[] {
  const total = weights.reduce<bigint>((sum, weight) => sum + BigInt(weight), 0n)
  if (total <= 0n || weights.some((weight) => weight < 0))
    throw new RangeError('weights are not negative and not all zero')
  const sign = whole < 0 ? -1 : 1
  const size = BigInt(Math.abs(whole))
  const shares = weights.map((weight) => (size * BigInt(weight)) / total)
  const remainders = weights.map((weight, position) => ({ position, left: (size * BigInt(weight)) % total }))
  const missing = Number(size - shares.reduce((sum, share) => sum + share, 0n))
  const order = remainders.toSorted((a, b) => (a.left === b.left ? a.position - b.position : a.left > b.left ? -1 : 1))
  for (const { position } of order.slice(0, missing)) shares[position]! += 1n
  return shares.map((share) => toPence(share === 0n ? 0 : sign * Number(share)))
}
