import type { Pace } from './pace.ts'

/** Totals of one practice: history and fair share in pence, brought to the year’s money; the method’s target in millionths of a penny. */
export interface Standing {
  readonly history: bigint
  readonly fair: bigint
  readonly targetMicro: bigint
}

const whole = 1_000_000n
const size = (value: bigint): bigint => (value < 0n ? -value : value)
const least = (one: bigint, other: bigint): bigint => (one < other ? one : other)

/**
 * How much of the way from history to its target a practice goes in the year, as a fraction. Within the trigger it stays; beyond, it
 * moves by what it is beyond, at most by the points of the year, and never past its target (domain document 1, §1.2 step 4).
 * History £120, fair share £100, trigger 10%, one point: £1 of the £20, or 1/20.
 */
export function paceFraction({ history, fair, targetMicro }: Standing, pace: Pace): { part: bigint; of: bigint } {
  const gap = size(targetMicro - history * whole)
  if (gap === 0n) return { part: 0n, of: 1n }
  const beyond = size(history - fair) * 10_000n - BigInt(pace.triggerBp) * fair
  if (beyond <= 0n) return { part: 0n, of: 1n }
  const allowedMicro = (least(beyond, BigInt(pace.moveBp) * fair) * whole) / 10_000n
  return { part: least(allowedMicro, gap), of: gap }
}

/** What a practice may have in all, in millionths of a penny. */
export interface Limits {
  readonly least?: bigint
  readonly most?: bigint
}

interface Cell {
  readonly practice: string
  readonly line: string
}

function sumsBy(cells: readonly Cell[], amounts: readonly bigint[], key: keyof Cell): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  cells.forEach((cell, at) => sums.set(cell[key], (sums.get(cell[key]) ?? 0n) + amounts[at]!))
  return sums
}

const scaled = (amount: bigint, from: bigint, to: bigint): bigint => (from === 0n ? amount : (amount * to) / from)

/** Where a sum has to go; nothing where it may stay. A millionth of itself too much is not worth another round. */
function wanted(total: bigint, { least: low, most: high }: Limits): bigint | undefined {
  const slack = total / whole
  if (low !== undefined && total + slack < low) return low
  if (high !== undefined && total - slack > high) return high
  return undefined
}

/** More rounds than any world that was tried needed: 60 practices and 20 lines took 14. */
const rounds = 200

/**
 * Brings the amounts of every line to its money and of every practice within its limits, in turn, until both hold; whoever is not at a
 * limit makes room for whoever is, in proportion. Limits that cannot all be kept are kept as nearly as the money allows.
 */
export function heldWithin(
  cells: readonly Cell[],
  amounts: readonly bigint[],
  { lines, limits }: { readonly lines: ReadonlyMap<string, bigint>; readonly limits: ReadonlyMap<string, Limits> },
): bigint[] {
  let held = [...amounts]
  for (let round = 0; round < rounds; round += 1) {
    const byLine = sumsBy(cells, held, 'line')
    held = held.map((amount, at) => scaled(amount, byLine.get(cells[at]!.line)!, lines.get(cells[at]!.line)!))
    const byPractice = sumsBy(cells, held, 'practice')
    const moves = new Map(
      [...byPractice].map(([practice, total]) => [practice, wanted(total, limits.get(practice) ?? {})]),
    )
    if ([...moves.values()].every((to) => to === undefined)) return held
    held = held.map((amount, at) => {
      const { practice } = cells[at]!
      const to = moves.get(practice)
      return to === undefined ? amount : scaled(amount, byPractice.get(practice)!, to)
    })
  }
  return held
}
