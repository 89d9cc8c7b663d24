import { type Pence, roundHalfUp, splitByWeight, toPence } from '#shared'

/** A share in ten-thousandths of a value, rounded half up once: 2.5% of £1,000.00 is £25.00. */
export const shareOf = (value: Pence, rateBp: number): Pence =>
  toPence(Number(roundHalfUp(BigInt(value) * BigInt(rateBp), 10_000n)))

export interface PracticeValue {
  readonly practice: string
  readonly valuePence: number
}

export interface PracticeShare {
  readonly practice: string
  readonly amountPence: Pence
}

/**
 * An amount apportioned to practices by their value, so that the parts make the whole; one that cannot be apportioned is of no
 * practice.
 */
export function apportion(amount: Pence, values: readonly PracticeValue[]): PracticeShare[] {
  if (amount === 0) return []
  const weighty = values.filter(({ valuePence }) => valuePence > 0)
  if (weighty.length === 0) return [{ practice: '', amountPence: amount }]
  const parts = splitByWeight(
    amount,
    weighty.map(({ valuePence }) => valuePence),
  )
  return weighty.map(({ practice }, at) => ({ practice, amountPence: parts[at]! }))
}
