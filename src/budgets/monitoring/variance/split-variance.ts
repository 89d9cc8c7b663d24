import { type Pence, roundHalfUp, toPence } from '#shared'

/** What was used of one kind of care (a point of delivery and its HRG), now and in the months that the plan is measured by. */
export interface Cell {
  readonly now: { readonly lines: number; readonly pence: number }
  readonly base: { readonly lines: number; readonly pence: number }
  /** The price of one that others paid in the base, where this practice used none then; as lines and pence too. */
  readonly elsewhere?: { readonly lines: number; readonly pence: number }
}

export interface VarianceSplit {
  readonly pricePence: Pence
  readonly volumePence: Pence
  readonly mixPence: Pence
}

const perhaps = ({ lines, pence }: { lines: number; pence: number } | undefined = { lines: 0, pence: 0 }) =>
  lines > 0 ? { lines: BigInt(lines), pence: BigInt(pence) } : undefined

/** (p1 − p0) × q1 of one kind of care, rounded once; what nobody used before has no earlier price and so no difference of price. */
function priceEffect({ now, base, elsewhere }: Cell): bigint {
  const before = perhaps(base) ?? perhaps(elsewhere)
  if (!before || now.lines === 0) return 0n
  return BigInt(now.pence) - roundHalfUp(before.pence * BigInt(now.lines), before.lines)
}

const sumOf = (cells: readonly Cell[], side: 'now' | 'base', of: 'lines' | 'pence'): bigint =>
  cells.reduce((sum, cell) => sum + BigInt(cell[side][of]), 0n)

/**
 * Why what was spent differs from the plan (§6.1). The plan buys, at the base's mean cost, so many lines; then
 * - price is the sum of (p1 − p0) × q1 over kinds of care;
 * - volume is (q1 − q0) × p0 for the lines as a whole: what as many lines would have cost at the base's mean, less the plan;
 * - mix is what is left: dearer or cheaper kinds of care than in the base.
 * The three make the variance to the penny. Where there is no line of the base to measure by, what is not price is volume.
 *
 * Planned £200 by a base of 2 lines for £200; now 3 lines of that kind for £330: price £30, volume £100, mix £0.
 */
export function splitVariance(planPence: Pence, cells: readonly Cell[]): VarianceSplit {
  const [lines, pence] = [sumOf(cells, 'base', 'lines'), sumOf(cells, 'base', 'pence')]
  const rest = sumOf(cells, 'now', 'pence') - BigInt(planPence)
  const price = cells.reduce((sum, cell) => sum + priceEffect(cell), 0n)
  const isMeasured = lines > 0n && pence > 0n
  const volume = isMeasured
    ? roundHalfUp(pence * sumOf(cells, 'now', 'lines'), lines) - BigInt(planPence)
    : rest - price
  const mix = rest - price - volume
  return { pricePence: toPence(Number(price)), volumePence: toPence(Number(volume)), mixPence: toPence(Number(mix)) }
}
