import { type Table, dayInLondon } from '#shared'
import type { KeptSimulation, SimulationAnswer } from '../simulation/asked.ts'
import type { SimulatedOutcome } from '../simulation/simulations.view.ts'
import { yearsWords } from '../simulation/summary.ts'
import { contributionWords, percentWords, stopLossWords, triggerWords } from '../terms/terms-words.ts'
import { simulationAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

/** How large the pool must be to suffice in how many years. */
export const needTable = ({ at, years }: SimulationAnswer): Table => ({
  name: 'need',
  caption: 'How large the pool must be',
  columns: [
    { key: 'suffices', label: 'Suffices in', kind: 'text' },
    { key: 'pool_pence', label: 'Pool', kind: 'pence', counts: 'open' },
    { key: 'low_pence', label: 'At least', kind: 'pence', counts: 'open' },
    { key: 'high_pence', label: 'At most', kind: 'pence', counts: 'open' },
  ],
  rows: at.map(({ perMille, pence, lowPence, highPence }) => ({
    suffices: yearsWords(perMille),
    pool_pence: pence,
    low_pence: lowPence,
    high_pence: highPence,
  })),
  notes: [
    `Of ${years.toLocaleString('en-GB')} simulated years. ` +
      'Another simulation of as many years would find it between “at least” and “at most” in 95 of 100 cases.',
  ],
})

/** The years by what they needed: what the drawing shows. */
export const barsTable = ({ bars }: SimulationAnswer): Table => ({
  name: 'years',
  caption: 'Simulated years by what the pool had to pay',
  columns: [
    { key: 'from_pence', label: 'From', kind: 'pence', counts: 'open' },
    { key: 'to_pence', label: 'Below', kind: 'pence', counts: 'open' },
    { key: 'years', label: 'Years', kind: 'count', counts: 'open' },
  ],
  rows: bars.map(({ fromPence, toPence, years }) => ({ from_pence: fromPence, to_pence: toPence, years })),
})

/** What chance did to each practice. */
export const practicesTable = (
  { answer: { years } }: KeptSimulation,
  outcomes: readonly SimulatedOutcome[],
  names: Names,
): Table => ({
  name: 'practices',
  caption: 'What chance alone did to each practice',
  columns: [
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'practice_name', label: 'Name', kind: 'text' },
    { key: 'group', label: 'Group', kind: 'text' },
    { key: 'patients', label: 'People on the list', kind: 'count', counts: 'open' },
    { key: 'budget_pence', label: 'Budget', kind: 'pence', counts: 'open' },
    { key: 'moves_percent', label: 'Moves by', kind: 'percent', counts: 'open' },
    { key: 'own_pence', label: 'Bears itself', kind: 'pence', counts: 'open' },
    { key: 'claims_percent', label: 'Claims in', kind: 'percent', counts: 'open' },
    { key: 'mean_claim_pence', label: 'On average', kind: 'pence', counts: 'open' },
  ],
  rows: outcomes.map((row) => ({
    practice: row.practice,
    practice_name: names.of(row.practice),
    group: names.group(row.group),
    patients: row.patients,
    budget_pence: row.budgetPence,
    moves_percent: row.variationBasisPoints / 100,
    own_pence: row.ownPence,
    claims_percent: (100 * row.yearsClaimed) / years,
    mean_claim_pence: row.meanClaimPence,
  })),
  notes: [
    '“Claims in” is the share of years in which it claims, “on average” what it claims over all years. ' +
      '“Moves by” is one standard deviation of a year’s cost: two years of three lie within it, nineteen of twenty within twice as much.',
  ],
})

/** Simulations side by side, the latest first. */
export const simulationsTable = (kept: readonly KeptSimulation[]): Table => ({
  name: 'simulations',
  caption: 'Simulations, the latest first',
  columns: [
    { key: 'simulation', label: 'Simulation', kind: 'code' },
    { key: 'stop_loss', label: 'Stop-loss', kind: 'text' },
    { key: 'contribution', label: 'What fills the pool', kind: 'text' },
    { key: 'trigger', label: 'Pays from', kind: 'text' },
    { key: 'pays', label: 'Pays', kind: 'text' },
    { key: 'confidence', label: 'To suffice in', kind: 'text' },
    { key: 'need_pence', label: 'Pool needed', kind: 'pence', counts: 'open' },
    { key: 'holds_pence', label: 'Would be paid in', kind: 'pence', counts: 'open' },
    { key: 'suffices', label: 'Which suffices in', kind: 'text' },
    { key: 'mean_pence', label: 'Pays on average', kind: 'pence', counts: 'open' },
    { key: 'on', label: 'On', kind: 'date' },
  ],
  rows: kept.map(({ simulationNo, asked, answer, at }) => ({
    simulation: String(simulationNo),
    stop_loss: stopLossWords(asked.terms),
    contribution: contributionWords(asked.terms.contribution),
    trigger: triggerWords(asked.terms.trigger),
    pays: `${percentWords(asked.terms.paysBasisPoints)} of what is beyond`,
    confidence: yearsWords(asked.perMille),
    need_pence: answer.at.find(({ perMille }) => perMille === asked.perMille)?.pence ?? null,
    holds_pence: answer.holdsPence,
    suffices: answer.holdsPerMille === null ? '' : yearsWords(answer.holdsPerMille),
    mean_pence: answer.meanPence,
    on: dayInLondon(at),
    links: { simulation: simulationAddress(simulationNo) },
  })),
})
