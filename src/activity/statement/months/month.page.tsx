import type { Ctx } from '#platform'
import { type Month, formatMonth } from '#shared'
import { type Reply, defineRoute, noInput, notFound, page, redirect } from '#ui'
import { z } from 'zod'
import { monthAddress, statementAddress } from '../shape/addresses.ts'
import { monthInput } from '../shape/month-input.ts'
import { gapsTable } from './gaps-table.ts'
import { latestMonth } from './months.view.ts'
import { MonthBody, NothingYet, briefly } from './month-body.tsx'
import { monthSummary } from './month-summary.view.ts'

/** A month's home tells exact counts and sums in its words: from whom small numbers are held back, its statement takes its place. */
async function monthPage(ctx: Ctx, month: Month): Promise<Reply> {
  if (ctx.scope.smallNumbers !== 'shown') return redirect(statementAddress(month, 'provider'))
  const summary = await monthSummary(ctx, month)
  if (!summary.ok) return notFound(summary.message)
  const gaps = gapsTable(month, summary.value.gaps)
  return page({
    title: formatMonth(month),
    body: <MonthBody summary={summary.value} gaps={gaps} />,
    tables: [briefly(summary.value.byProvider), briefly(summary.value.byGroup), gaps],
  })
}

/** The latest month, or the first steps when there is none. */
export const homeRoute = defineRoute({
  method: 'GET',
  path: '/',
  permission: 'month.read',
  audit: null,
  input: noInput,
  nav: { text: 'Home', order: 1 },
  async handle(ctx) {
    const month = await latestMonth(ctx)
    return month ? monthPage(ctx, month) : page({ title: 'Nothing has been imported yet', body: <NothingYet /> })
  },
})

export const monthRoute = defineRoute({
  method: 'GET',
  path: '/months/:month',
  permission: 'month.read',
  audit: null,
  input: z.object({ month: monthInput }),
  handle: (ctx, { month }) => monthPage(ctx, month),
})

/** Where the month picker goes: the month chosen, at its own address. */
export const monthChoiceRoute = defineRoute({
  method: 'GET',
  path: '/months',
  permission: 'month.read',
  audit: null,
  input: z.object({ month: monthInput.optional() }),
  async handle(ctx, { month }) {
    const wanted = month ?? (await latestMonth(ctx))
    return redirect(wanted ? monthAddress(wanted) : '/')
  },
})
