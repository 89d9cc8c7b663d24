import { type Pence, toPence } from '#shared'

const decimals = 8
/** Hundred-millionths of a pound in a penny. */
const inPenny = 10n ** BigInt(decimals - 2)

/** An exact amount in pounds, as text, in hundred-millionths of a pound: `1.5` is 150000000. */
export function exactOf(pounds: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,8}))?$/.exec(pounds)
  if (!match) throw new RangeError(`not an exact amount: ${pounds}`)
  const size = BigInt(match[2]! + (match[3] ?? '').padEnd(decimals, '0'))
  return match[1] ? -size : size
}

const floorOf = (exact: bigint): bigint => {
  const down = exact / inPenny
  return exact < 0n && exact % inPenny !== 0n ? down - 1n : down
}

/**
 * Parts in pence that add up to a whole that was rounded: each is its exact amount down to the penny below, and the pennies that are
 * then missing go to those that lost most, the first of equal ones. £0.336, £0.336 and £0.328 of £1.00 are 34, 33 and 33 pence.
 */
export function footedPence(whole: Pence, exact: readonly bigint[]): Pence[] {
  const floors = exact.map(floorOf)
  const missing = Number(BigInt(whole) - floors.reduce((sum, pence) => sum + pence, 0n))
  const lost = exact.map((amount, at) => ({ at, rest: amount - floors[at]! * inPenny }))
  const order = lost.toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1))
  if (missing < 0 || missing > exact.length) throw new RangeError('the whole is not that of its parts')
  for (const { at } of order.slice(0, missing)) floors[at]! += 1n
  return floors.map((pence) => toPence(Number(pence)))
}
