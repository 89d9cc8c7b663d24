import type { ChanceState } from './chance.ts'

/** How often an event cost so much: of patients in a year, or of single stays. In whole pence, not negative. */
export interface CostCount {
  readonly pence: number
  readonly events: number
}

/** What is known of the costs by themselves. */
export interface CostFacts {
  readonly events: number
  readonly meanPence: number
  /** Coefficient of variation. */
  readonly cv: number
  /** Share of events beyond the stop-loss, and what an event costs beyond it on average. */
  readonly above: number
  readonly meanExcessPence: number
}

const slots = 65_536

/** The same costs, ready to be drawn: each slot equally likely, holding what is charged and what lies beyond the stop-loss. */
export interface CostTable {
  readonly charged: Int32Array
  readonly excess: Int32Array
  readonly facts: CostFacts
}

function factsOf(costs: readonly CostCount[], stopLoss: number): CostFacts {
  let [events, sum, squares, above, excess] = [0, 0, 0, 0, 0]
  for (const { pence, events: times } of costs) {
    events += times
    sum += pence * times
    squares += pence * pence * times
    if (pence > stopLoss) {
      above += times
      excess += (pence - stopLoss) * times
    }
  }
  const mean = events === 0 ? 0 : sum / events
  const variance = events === 0 ? 0 : Math.max(0, squares / events - mean * mean)
  return {
    events,
    meanPence: mean,
    cv: mean === 0 ? 0 : Math.sqrt(variance) / mean,
    above: events === 0 ? 0 : above / events,
    meanExcessPence: events === 0 ? 0 : excess / events,
  }
}

/**
 * Cuts the costs, cheapest first, into slots of equal chance; each holds the mean of its stretch, so the mean of all slots is the
 * mean of all costs to a hundredth of a penny. Pence of a stretch that are not whole are carried into the next.
 */
function fillSlots(costs: readonly CostCount[], events: number, of: (pence: number) => number): Int32Array {
  const table = new Int32Array(slots)
  const size = events / slots
  let [at, left, carried] = [0, costs[0]?.events ?? 0, 0]
  for (let slot = 0; slot < slots && events > 0; slot += 1) {
    let [open, sum] = [size, 0]
    while (open > 1e-9 && at < costs.length) {
      const taken = Math.min(open, left)
      sum += taken * of(costs[at]!.pence)
      open -= taken
      left -= taken
      if (left <= 1e-9) left = costs[(at += 1)]?.events ?? 0
    }
    const exact = sum / size + carried
    table[slot] = Math.round(exact)
    carried = exact - table[slot]!
  }
  return table
}

/** A cost of more than £21 million does not fit a slot; nobody’s does. */
const most = 2_147_483_647

export function costTable(given: readonly CostCount[], stopLossPence: number | null): CostTable {
  const costs = given.filter(({ events, pence }) => events > 0 && pence >= 0).toSorted((a, b) => a.pence - b.pence)
  if ((costs.at(-1)?.pence ?? 0) > most) throw new RangeError('a cost of more than £21 million cannot be drawn')
  const stopLoss = stopLossPence ?? most
  const facts = factsOf(costs, stopLoss)
  return {
    charged: fillSlots(costs, facts.events, (pence) => Math.min(pence, stopLoss)),
    excess:
      stopLossPence === null
        ? new Int32Array(slots)
        : fillSlots(costs, facts.events, (pence) => Math.max(0, pence - stopLoss)),
    facts,
  }
}

/**
 * Draws so many events and adds up what is charged and what is beyond: into `sums` at 0 and 1. The four words of chance stand in variables
 * while the loop runs, and each 32 bits serve two events: 350 million events in about two seconds.
 */
export function drawCosts(state: ChanceState, { charged, excess }: CostTable, count: number, sums: Float64Array): void {
  let [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!]
  let [own, beyond] = [0, 0]
  for (let left = count; left > 0; left -= 2) {
    const drawn = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + drawn) | 0
    const one = drawn >>> 16
    own += charged[one]!
    beyond += excess[one]!
    if (left === 1) break
    const other = drawn & 65_535
    own += charged[other]!
    beyond += excess[other]!
  }
  state[0] = a
  state[1] = b
  state[2] = c
  state[3] = d
  sums[0] = own
  sums[1] = beyond
}
