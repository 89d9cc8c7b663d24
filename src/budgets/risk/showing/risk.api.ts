import { whoseYear, yearInput } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, type Refused, type Result, type Table, ok, refused } from '#shared'
import { type Operation, defineOperation } from '#ui'
import { z } from 'zod'
import { balances } from '../balance/balance.view.ts'
import { poolYear } from '../claims/pool-year.view.ts'
import { costsOf } from '../costs/costs.view.ts'
import { findPool } from '../filling/pools.view.ts'
import { findSimulation, listSimulations, simulatedPractices } from '../simulation/simulations.view.ts'
import { balanceTable } from './balance-table.ts'
import { claimsTable } from './claims-tables.ts'
import { costsTable } from './costs-table.ts'
import { namesFor } from './names.view.ts'
import { contributionsTable } from './pool-tables.ts'
import { numberOf, optionalCode } from './risk-input.ts'
import { needTable, practicesTable, simulationsTable } from './simulation-tables.ts'

const year = yearInput.describe('The financial year, like 2008-09.')
const commissioner = optionalCode.describe('Whose; where there are several.')
const input = z.object({ year, commissioner })

const missing = (message: string): Refused<'not-found'> => refused('not-found', message)

/** An operation about a year: finds whose it is, and answers with what is there. */
const ofYear = (
  name: string,
  path: string,
  summary: string,
  answer: (ctx: Ctx, asked: { commissioner: string; year: FinancialYear }) => Promise<Result<Table, 'not-found'>>,
): Operation =>
  defineOperation({
    method: 'GET',
    name,
    path: `/api/v1/risk/:year${path}`,
    summary,
    permission: 'budget.read',
    audit: null,
    input,
    async answer(ctx, { year: of, commissioner: named }) {
      const whose = await whoseYear(ctx, named)
      return whose.ok ? answer(ctx, { commissioner: whose.value, year: of }) : missing(whose.message)
    },
  })

const simulationInput = z.object({ simulation: numberOf.describe('The number of the simulation.') })

const ofSimulation = (
  name: string,
  path: string,
  summary: string,
  answer: (ctx: Ctx, kept: NonNullable<Awaited<ReturnType<typeof findSimulation>>>) => Promise<Table>,
): Operation =>
  defineOperation({
    method: 'GET',
    name,
    path: `/api/v1/risk-simulations/:simulation${path}`,
    summary,
    permission: 'budget.read',
    audit: null,
    input: simulationInput,
    async answer(ctx, { simulation }) {
      const kept = await findSimulation(ctx, simulation)
      return kept ? ok(await answer(ctx, kept)) : missing('There is no such simulation.')
    },
  })

export const operations: readonly Operation[] = [
  ofYear('risk-contributions', '', 'What each practice pays into the pool of a year', async (ctx, asked) => {
    const pool = await findPool(ctx, asked)
    return pool
      ? ok(contributionsTable(pool, await namesFor(ctx)))
      : missing(`The pool of ${asked.year} is not filled yet.`)
  }),
  ofYear(
    'risk-costs',
    '/costs',
    'What patients cost in a year by practice, with stop-loss and exclusions',
    async (ctx, asked) => {
      const costs = await costsOf(ctx, asked)
      return costs
        ? ok(costsTable(asked.year, costs, await namesFor(ctx)))
        : missing(`What patients cost in ${asked.year} is not added up yet.`)
    },
  ),
  ofYear(
    'risk-claims',
    '/claims',
    'What practices claim from the pool of a year, and what was decided and paid',
    async (ctx, asked) => {
      const found = await poolYear(ctx, asked)
      return found
        ? ok(claimsTable(asked.year, found, await namesFor(ctx)))
        : missing(`The pool of ${asked.year} is not filled yet.`)
    },
  ),
  ofYear(
    'risk-balance',
    '/balance',
    'How practices stand over the years in which budgets are to balance',
    async (ctx, asked) => ok(balanceTable('practices', await balances(ctx, asked), await namesFor(ctx))),
  ),
  ofYear(
    'risk-group-balance',
    '/group-balance',
    'How groups stand over the years in which budgets are to balance',
    async (ctx, asked) => ok(balanceTable('groups', await balances(ctx, asked), await namesFor(ctx))),
  ),
  ofYear('risk-simulations', '/simulations', 'What was simulated for a year, side by side', async (ctx, asked) =>
    ok(simulationsTable(await listSimulations(ctx, asked))),
  ),
  ofSimulation('risk-simulation', '', 'How large the pool must be to suffice in how many years', async (_ctx, kept) =>
    needTable(kept.answer),
  ),
  ofSimulation('risk-simulated-practices', '/practices', 'What chance alone did to each practice', async (ctx, kept) =>
    practicesTable(kept, await simulatedPractices(ctx, kept.simulationNo), await namesFor(ctx)),
  ),
]
