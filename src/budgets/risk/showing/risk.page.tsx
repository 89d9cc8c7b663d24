import { whoseYear } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { dayInLondon, financialYearOf, formatPounds } from '#shared'
import { EmptyState, PageHeading, type Reply, type Route, defineRoute, notFound, page, redirect, refusal } from '#ui'
import { z } from 'zod'
import { yearInput } from '#budgets/envelope'
import { fillPool } from '../filling/fill-pool.command.ts'
import { riskAddress } from './addresses.ts'
import { namesFor } from './names.view.ts'
import { OverviewBody } from './overview-body.tsx'
import { overview } from './overview.view.ts'
import { contributionsTable, exclusionsTable, plannedTable, warningsTable } from './pool-tables.ts'
import { optionalCode, yearAsked } from './risk-input.ts'
import { riskYears } from './risk-years.view.ts'

const nowhere = (message: string): Reply =>
  page({
    title: 'Sharing the risk',
    body: (
      <>
        <PageHeading>Sharing the risk</PageHeading>
        <EmptyState title="There is nothing to share yet">
          <p>{message}</p>
        </EmptyState>
      </>
    ),
  })

/** The latest year that there is something of, not beyond the one that comes. */
async function latestYear(ctx: Ctx, commissioner: string) {
  const now = financialYearOf(dayInLondon(ctx.clock.now()))
  return (await riskYears(ctx, commissioner)).at(-1) ?? now
}

const latestRoute = defineRoute({
  method: 'GET',
  path: '/risk',
  permission: 'budget.read',
  audit: null,
  input: z.object({ commissioner: optionalCode }),
  nav: { text: 'Risk', order: 14 },
  async handle(ctx, { commissioner: named }) {
    const whose = await whoseYear(ctx, named)
    if (!whose.ok) return nowhere(whose.message)
    const query = named === undefined ? '' : `?commissioner=${encodeURIComponent(named)}`
    return redirect(`${riskAddress(await latestYear(ctx, whose.value))}${query}`)
  },
})

async function yearPage(ctx: Ctx, asked: z.output<typeof yearAsked>): Promise<Reply> {
  const found = await overview(ctx, asked)
  if (!found.ok) return notFound(found.message)
  const of = found.value
  const names = await namesFor(ctx)
  const contributions = of.found && contributionsTable(of.found.pool, names)
  const planned = of.planned && { ...plannedTable(of.planned, names), name: 'planned' }
  const warnings = warningsTable(of.warnings, names)
  const exclusions = of.set && exclusionsTable(of.set.terms)
  const facts = {
    of,
    scope: ctx.scope,
    warnings,
    ...(contributions && { contributions }),
    ...(planned && { planned }),
    ...(exclusions && { exclusions }),
  }
  return page({
    title: `Sharing the risk, ${of.year}`,
    body: <OverviewBody {...facts} />,
    tables: [contributions, planned, warnings, exclusions].filter((table) => table !== undefined),
  })
}

const yearRoute = defineRoute({
  method: 'GET',
  path: '/risk/:year',
  permission: 'budget.read',
  audit: null,
  input: yearAsked,
  handle: yearPage,
})

const fillRoute = defineRoute({
  method: 'POST',
  path: '/risk/:year/fill',
  permission: 'budget.set',
  audit: 'risk.fill',
  input: z.object({ year: yearInput }),
  async handle(ctx, { year }) {
    const whose = await whoseYear(ctx)
    if (!whose.ok) return refusal(409, whose.message, 'Not filled')
    const filled = await fillPool(ctx, { commissioner: whose.value, year })
    if (!filled.ok) return refusal(409, filled.message, 'Not filled')
    return redirect(
      riskAddress(year),
      `The pool of ${year} is filled: it holds ${formatPounds(filled.value.holdsPence)}.`,
    )
  },
})

export const riskRoutes: readonly Route[] = [latestRoute, yearRoute, fillRoute]
