import { setImmediate as breathe } from 'node:timers/promises'
import { type Ctx, type Job, type JobRequest, runJob } from '#platform'
import {
  type FinancialYear,
  type Month,
  type Pence,
  type Refused,
  type Result,
  addPence,
  formatPounds,
  mayDo,
  noPence,
  ok,
  refused,
  toFinancialYear,
  toPence,
} from '#shared'
import { findEnvelope } from '#budgets/envelope'
import { coveredLines, monthsBefore, podsOf } from '../costs/covered.view.ts'
import { costCounts } from '../costs/lake-costs.view.ts'
import { contributions } from '../pool/contributions.ts'
import { riskParameters } from '../policy/risk-policy.view.ts'
import { deedOf } from '../words/person.ts'
import type { SimulationAnswer, SimulationAsked } from './asked.ts'
import { costTable } from './costs.ts'
import { type SimulatedPayer, simulatedPayers } from './population.view.ts'
import { type ReadyPractice, readyPractices } from './prepare.ts'
import { type Outcome, type Simulation, simulate } from './simulate.ts'
import { insertSimulation } from './simulation.store.ts'
import { listSimulations } from './simulations.view.ts'
import { answerWords, poolAt, sufficesPerMille, summaryOf, yearsWords } from './summary.ts'

export const simulateKind = 'simulate-risk'

export type SimulateRefusal = 'not-allowed' | 'nobody' | 'no-activity'

export interface Simulated {
  readonly simulationNo: number
  readonly message: string
  readonly href: string
}

export const simulatingRequest = (input: SimulationAsked): JobRequest => ({
  kind: simulateKind,
  permission: 'budget.set',
  input,
})

const refuseAsker = ({ scope }: Ctx): Refused<'not-allowed'> | undefined =>
  mayDo(scope, 'budget.set') ? undefined : refused('not-allowed', 'A year is simulated by the finance lead.')

/** Lives through a year many times, here and now. */
export const runSimulation = async (ctx: Ctx, asked: SimulationAsked): Promise<Result<Simulated, SimulateRefusal>> =>
  refuseAsker(ctx) ?? runJob(ctx, simulatingRequest(asked), (job) => runSimulationUnder(ctx, asked, job))

/** Everything that a year is made of. */
interface Made {
  readonly year: FinancialYear
  readonly months: readonly Month[]
  readonly payers: readonly SimulatedPayer[]
  readonly practices: readonly ReadyPractice[]
  readonly events: number
  readonly of: Simulation
}

async function make(ctx: Ctx, asked: SimulationAsked): Promise<Result<Made, 'nobody' | 'no-activity'>> {
  const { commissioner, terms } = asked
  const year = toFinancialYear(asked.year)
  const lines = await coveredLines(ctx, { commissioner, year }, terms)
  const payers = await simulatedPayers(ctx, { commissioner, year, terms, lines })
  if (payers.length === 0)
    return refused(
      'nobody',
      `Nobody would pay in for ${year}: no practice that the terms name has a list. Import list sizes first.`,
    )
  const months = await monthsBefore(ctx, year)
  const question = { commissioner, months, pods: podsOf(lines), exclusions: terms.exclusions }
  const counts = await costCounts(ctx, question, {
    events: asked.events,
    practices: payers.map(({ practice }) => practice),
  })
  const costs = costTable(counts, terms.stopLossPence)
  if (costs.facts.events === 0)
    return refused(
      'no-activity',
      `There is no activity of the covered lines to draw from. Import and price months before ${year} first.`,
    )
  // Single stays of fewer months are made up to a year; patients of fewer months cost less than in a year, and are not.
  const events = asked.events === 'admissions' ? (costs.facts.events * 12) / months.length : costs.facts.events
  const practices = readyPractices({ payers, events, costs: costs.facts, terms })
  const of = {
    practices,
    costs,
    years: asked.years,
    seed: asked.seed,
    paysBasisPoints: terms.paysBasisPoints,
    practiceVariation: asked.practiceVariation / 10_000,
    commonVariation: asked.commonVariation / 10_000,
  }
  return ok({ year, months, payers, practices, events, of })
}

/** Drives the years, telling how far it is, and lets others in between. */
async function live(of: Simulation, job: Job): Promise<Outcome> {
  const going = simulate(of)
  for (;;) {
    const { done, value } = going.next()
    if (done) return value
    job.signal.throwIfAborted()
    job.report({ stage: 'living through years', rowsDone: value, rowsTotal: of.years })
    await breathe()
  }
}

/** What would be paid in by the terms; nothing where that cannot be said. */
async function wouldHold(ctx: Ctx, asked: SimulationAsked, { practices, year }: Made): Promise<Pence | null> {
  const envelope = await findEnvelope(ctx.db, { commissioner: asked.commissioner, year })
  const slices = (envelope?.topSlices ?? []).filter(({ kind }) => kind === 'risk-pool')
  const paid = contributions(
    asked.terms.contribution,
    practices,
    addPence(...slices.map(({ amountPence }) => amountPence)),
  )
  return paid.ok ? addPence(...paid.value.map(({ pence }) => pence)) : null
}

function answerOf(asked: SimulationAsked, made: Made, outcome: Outcome, holdsPence: Pence | null): SimulationAnswer {
  const confidences = [...new Set([...riskParameters(made.year).confidences_per_mille, asked.perMille])].toSorted(
    (a, b) => a - b,
  )
  return {
    ...summaryOf(outcome, confidences),
    costs: made.of.costs.facts,
    months: made.months,
    events: made.events,
    holdsPence,
    holdsPerMille: holdsPence === null ? null : sufficesPerMille(outcome.neededPence, holdsPence),
    budgetPence: made.practices.reduce((sum, { budgetPence }) => addPence(sum, budgetPence), noPence),
    practices: made.practices.length,
    patients: made.practices.reduce((sum, { patients }) => sum + patients, 0),
  }
}

const practiceRows = (commissioner: string, { practices }: Made, outcome: Outcome) =>
  practices.map(({ practice, group, patients, budgetPence, ownPence }, at) => {
    const own = outcome.practices[at]!
    return {
      commissioner,
      practice,
      group_code: group,
      patients,
      budget_pence: budgetPence,
      own_pence: ownPence,
      years_claimed: own.yearsClaimed,
      mean_claim_pence: toPence(Math.round(own.meanClaimPence)),
      variation_bp: Math.round(own.cv * 10_000),
    }
  })

const simulated = (simulationNo: number, message: string): Result<Simulated, SimulateRefusal> =>
  ok({ simulationNo, message, href: `/risk/simulations/${simulationNo}` })

function message(answer: SimulationAnswer, outcome: Outcome, perMille: number): string {
  const said = answerWords(poolAt(outcome.neededPence, perMille))
  const { holdsPence, holdsPerMille } = answer
  return holdsPence === null
    ? said
    : `${said} What would be paid in, ${formatPounds(holdsPence)}, suffices in ${yearsWords(holdsPerMille!)}.`
}

/** The same under a run of the worker; done again after a fault it finds what it kept. */
export async function runSimulationUnder(
  ctx: Ctx,
  asked: SimulationAsked,
  job: Job,
): Promise<Result<Simulated, SimulateRefusal>> {
  const notTheirs = refuseAsker(ctx)
  if (notTheirs) return notTheirs
  const [done] = await listSimulations(ctx, { jobId: job.runId })
  if (done) return simulated(done.simulationNo, 'The year is simulated.')
  job.report({ stage: 'reading what things cost' })
  const made = await make(ctx, asked)
  if (!made.ok) return made
  const outcome = await live(made.value.of, job)
  const answer = answerOf(asked, made.value, outcome, await wouldHold(ctx, asked, made.value))
  const { commissioner } = asked
  return ctx.transaction(async (tx) => {
    const simulationNo = await insertSimulation(
      tx,
      { job_id: job.runId, commissioner, year: made.value.year, asked, answer, ...deedOf(ctx.actor, ctx.clock.now()) },
      practiceRows(commissioner, made.value, outcome),
    )
    await ctx.audit(tx, 'risk.simulate', `risk simulation ${simulationNo}`, {
      year: asked.year,
      years: asked.years,
      seed: asked.seed,
    })
    return simulated(simulationNo, message(answer, outcome, asked.perMille))
  })
}
