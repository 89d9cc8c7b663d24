import { whoseYear, yearInput } from '#budgets/envelope'
import { type Ctx, enqueueJob } from '#platform'
import { type FinancialYear, mayDo } from '#shared'
import {
  DataTable,
  type FormErrors,
  type FormValues,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { riskParameters } from '../policy/risk-policy.view.ts'
import { askSimulation } from '../simulation/ask-simulation.view.ts'
import { simulatingRequest } from '../simulation/run-simulation.command.ts'
import { findSimulation, listSimulations, simulatedPractices } from '../simulation/simulations.view.ts'
import { riskAddress } from './addresses.ts'
import { namesFor } from './names.view.ts'
import { RiskLinks } from './risk-links.tsx'
import { numberOf, percentInput, poundsInput, yearAsked } from './risk-input.ts'
import { SimulationBody } from './simulation-body.tsx'
import { SimulationForm } from './simulation-form.tsx'
import { barsTable, needTable, practicesTable, simulationsTable } from './simulation-tables.ts'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

async function simulationsPage(ctx: Ctx, year: FinancialYear, named?: string, problem: Problem = {}): Promise<Reply> {
  const whose = await whoseYear(ctx, named)
  if (!whose.ok) return notFound(whose.message)
  const table = simulationsTable(await listSimulations(ctx, { commissioner: whose.value, year }))
  const asked = await askSimulation(ctx, { commissioner: whose.value, year })
  const body = (
    <>
      <PageHeading caption={year}>How large must the pool be?</PageHeading>
      <RiskLinks year={year} here="simulations" />
      <p>
        A year is lived through many times: events come by chance, and each costs what one cost before. What the pool
        had to pay in each of the years says how large it must be to suffice in nearly all.
      </p>
      {mayDo(ctx.scope, 'budget.set') && <SimulationForm year={year} asked={asked} policy={riskParameters(year)} />}
      <DataTable table={table} empty={`Nothing was simulated for ${year} yet.`} />
    </>
  )
  return page({
    title: `How large must the pool be, ${year}`,
    body,
    tables: [table],
    breadcrumbs: [{ text: 'Risk', href: riskAddress(year) }],
    ...problem,
  })
}

const simulationsRoute = defineRoute({
  method: 'GET',
  path: '/risk/:year/simulations',
  permission: 'budget.read',
  audit: null,
  input: yearAsked,
  handle: (ctx, { year, commissioner }) => simulationsPage(ctx, year, commissioner),
})

/** A field that may be left as the terms have it. */
const orEmpty = <Value,>(schema: z.ZodType<Value, string>) =>
  z
    .string()
    .max(30)
    .default('')
    .transform((text, context): Value | undefined => {
      if (text.trim() === '') return undefined
      const read = schema.safeParse(text)
      if (read.success) return read.data
      context.addIssue({ code: 'custom', message: read.error.issues[0]!.message })
      return z.NEVER
    })

const simulateRoute = defineRoute({
  method: 'POST',
  path: '/risk/:year/simulations',
  permission: 'budget.set',
  audit: 'risk.simulate',
  input: z.object({
    year: yearInput,
    confidence: z.coerce.number().int().min(1).max(999),
    stop_loss: orEmpty(poundsInput),
    contribution: orEmpty(percentInput),
    trigger: orEmpty(percentInput),
    events: z.enum(['patients', 'admissions']),
  }),
  async invalid(ctx, problem, request) {
    const year = yearInput.safeParse(request.url.pathname.split('/')[2])
    return year.success ? simulationsPage(ctx, year.data, undefined, problem) : notFound('There is no such year.')
  },
  async handle(ctx, { year, confidence, stop_loss: stopLoss, contribution, trigger, events }) {
    const whose = await whoseYear(ctx)
    if (!whose.ok) return notFound(whose.message)
    const asked = await askSimulation(ctx, {
      commissioner: whose.value,
      year,
      perMille: confidence,
      stopLossPence: stopLoss ?? null,
      contributionBasisPoints: contribution,
      triggerBasisPoints: trigger,
      events,
    })
    return redirect(`/runs/${await enqueueJob(ctx, simulatingRequest(asked))}`)
  },
})

const simulationRoute = defineRoute({
  method: 'GET',
  path: '/risk/simulations/:simulation',
  permission: 'budget.read',
  audit: null,
  input: z.object({ simulation: numberOf }),
  async handle(ctx, { simulation }) {
    const kept = await findSimulation(ctx, simulation)
    if (!kept) return notFound('There is no such simulation.')
    const names = await namesFor(ctx)
    const [need, bars] = [needTable(kept.answer), barsTable(kept.answer)]
    const practices = practicesTable(kept, await simulatedPractices(ctx, simulation), names)
    return page({
      title: `Simulation ${simulation}, ${kept.year}`,
      body: <SimulationBody kept={kept} need={need} bars={bars} practices={practices} />,
      tables: [need, bars, practices],
      breadcrumbs: [
        { text: 'Risk', href: riskAddress(kept.year) },
        { text: 'Simulation', href: riskAddress(kept.year, 'simulations') },
      ],
    })
  },
})

export const simulationRoutes: readonly Route[] = [simulationsRoute, simulateRoute, simulationRoute]
