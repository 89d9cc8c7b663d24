import { roundHalfUp } from '#shared'

/** An exact fraction; its denominator is positive. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

const placesOf = (text: string): number => text.split('.')[1]?.length ?? 0

/** `12.5` in thousandths is 12500n. It has at most that many decimals. */
export function scaledTo(text: string, places: number): bigint {
  const [whole = '0', part = ''] = text.split('.')
  return BigInt(whole + part.padEnd(places, '0'))
}

export interface Scaled {
  readonly units: readonly bigint[]
  /** How many decimals a unit has. */
  readonly places: number
}

/** Decimal texts of 0 or more on one scale, so that they can be multiplied and added without rounding: `1.5, 2` is 15n, 20n. */
export function onOneScale(texts: readonly string[]): Scaled {
  const places = Math.max(0, ...texts.map(placesOf))
  return { units: texts.map((text) => scaledTo(text, places)), places }
}

/** A fraction as decimal text, rounded half up at its last place and nowhere else: 2/3 with four places is `0.6667`. */
export function decimalText({ numerator, denominator }: Fraction, places: number): string {
  const units = roundHalfUp(numerator * 10n ** BigInt(places), denominator)
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return units < 0n ? `-${text}` : text
}

export const sumOf = (numbers: readonly bigint[]): bigint => numbers.reduce((sum, each) => sum + each, 0n)
