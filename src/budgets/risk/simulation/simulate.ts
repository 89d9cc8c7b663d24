import { type ChanceState, drawCount, drawFactor, startChance } from './chance.ts'
import { type CostTable, drawCosts } from './costs.ts'

/** A practice as it is simulated: how many events it has in a year on average, and from which overspend on it claims. */
export interface SimulatedPractice {
  readonly practice: string
  readonly events: number
  /** Borne by itself before it may claim, in pence. */
  readonly ownPence: number
}

export interface Simulation {
  readonly practices: readonly SimulatedPractice[]
  readonly costs: CostTable
  readonly years: number
  readonly seed: number
  /** How much of what lies beyond the trigger the pool pays. */
  readonly paysBasisPoints: number
  /** Coefficients of variation between years of each practice’s events, and of all practices’ together. */
  readonly practiceVariation: number
  readonly commonVariation: number
}

export interface PracticeOutcome {
  readonly practice: string
  /** In how many of the years it claimed an overspend. */
  readonly yearsClaimed: number
  readonly meanClaimPence: number
  /** Mean and coefficient of variation of what it was charged. */
  readonly meanPence: number
  readonly cv: number
}

export interface Outcome {
  /** What the pool would have had to pay, each year, smallest first; pence. */
  readonly neededPence: Float64Array
  /** Of it, on average, what was beyond the stop-loss. */
  readonly meanExcessPence: number
  readonly practices: readonly PracticeOutcome[]
}

/** Sums of one practice over the years so far. */
interface Tally {
  claimed: number
  claims: number
  total: number
  squares: number
}

interface Running {
  readonly of: Simulation
  readonly state: ChanceState
  readonly sums: Float64Array
  readonly tallies: readonly Tally[]
  readonly meanCharged: number
  excess: number
}

/** One practice’s year; answers with what the pool pays of it. */
function onePractice(run: Running, at: number, common: number): number {
  const { practices, costs, paysBasisPoints, practiceVariation } = run.of
  const { events, ownPence } = practices[at]!
  const tally = run.tallies[at]!
  const mean = events * common * drawFactor(run.state, practiceVariation)
  drawCosts(run.state, costs, drawCount(run.state, mean), run.sums)
  const [charged, excess] = [run.sums[0]!, run.sums[1]!]
  // What it is charged beyond what it is charged on average is its overspend: its budget is taken to be right.
  const over = charged - events * run.meanCharged
  const claim = Math.round((Math.max(0, over - ownPence) * paysBasisPoints) / 10_000)
  if (claim > 0) tally.claimed += 1
  tally.claims += claim
  tally.total += charged
  tally.squares += charged * charged
  run.excess += excess
  return claim + excess
}

function oneYear(run: Running): number {
  const common = drawFactor(run.state, run.of.commonVariation)
  let needed = 0
  for (let at = 0; at < run.of.practices.length; at += 1) needed += onePractice(run, at, common)
  return needed
}

function practiceOutcome({ practice }: SimulatedPractice, tally: Tally, years: number): PracticeOutcome {
  const mean = tally.total / years
  const variance = Math.max(0, tally.squares / years - mean * mean)
  return {
    practice,
    yearsClaimed: tally.claimed,
    meanClaimPence: tally.claims / years,
    meanPence: mean,
    cv: mean === 0 ? 0 : Math.sqrt(variance) / mean,
  }
}

/**
 * Lives through a year so many times. Events come at chance (Poisson; with variation between years negative binomial), each costs what
 * some event of the past cost. The same seed gives the same years on every machine. A generator, so that whoever drives it can tell how
 * far it is: it yields after every hundred years.
 */
export function* simulate(of: Simulation): Generator<number, Outcome> {
  const { costs, practices, years } = of
  const run: Running = {
    of,
    state: startChance(of.seed),
    sums: new Float64Array(2),
    tallies: practices.map(() => ({ claimed: 0, claims: 0, total: 0, squares: 0 })),
    meanCharged: costs.facts.meanPence - costs.facts.meanExcessPence,
    excess: 0,
  }
  const neededPence = new Float64Array(years)
  for (let year = 0; year < years; year += 1) {
    neededPence[year] = oneYear(run)
    if (year % 100 === 99) yield year + 1
  }
  return {
    neededPence: neededPence.sort(),
    meanExcessPence: run.excess / years,
    practices: practices.map((practice, at) => practiceOutcome(practice, run.tallies[at]!, years)),
  }
}

/** The same without telling how far it is. */
export function simulateAll(of: Simulation): Outcome {
  const going = simulate(of)
  for (;;) {
    const { done, value } = going.next()
    if (done) return value
  }
}
