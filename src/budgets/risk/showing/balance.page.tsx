import { whoseYear } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { DataTable, PageHeading, type Reply, type Route, defineRoute, notFound, page } from '#ui'
import type { z } from 'zod'
import { balances } from '../balance/balance.view.ts'
import { riskAddress } from './addresses.ts'
import { balanceTable } from './balance-table.ts'
import { namesFor } from './names.view.ts'
import { RiskLinks } from './risk-links.tsx'
import { yearAsked } from './risk-input.ts'

const numbers = ['No years', 'One year', 'Two years', 'Three years', 'Four years', 'Five years'] as const

async function balancePage(ctx: Ctx, { year, commissioner }: z.output<typeof yearAsked>): Promise<Reply> {
  const whose = await whoseYear(ctx, commissioner)
  if (!whose.ok) return notFound(whose.message)
  const found = await balances(ctx, { commissioner: whose.value, year })
  const names = await namesFor(ctx)
  const [groups, practices] = [balanceTable('groups', found, names), balanceTable('practices', found, names)]
  const heading = `${numbers[found.years.length] ?? `${found.years.length} years`} together`
  const body = (
    <>
      <PageHeading caption={`${found.years[0]} to ${year}`}>{heading}</PageHeading>
      <RiskLinks year={year} here="balance" />
      <p>
        Chance moves a practice too much for one year to say anything. Its budget is to be in balance over these years
        together; who overspent in each of them is reviewed and supported, and may lose the right to hold a budget after
        arbitration.
      </p>
      <DataTable table={groups} empty="No budgets of groups are issued in these years." />
      <DataTable table={practices} empty="No budgets are issued in these years." />
    </>
  )
  return page({
    title: `${heading}, ${year}`,
    body,
    tables: [groups, practices],
    breadcrumbs: [{ text: 'Risk', href: riskAddress(year) }],
  })
}

export const balanceRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/risk/:year/balance',
    permission: 'budget.read',
    audit: null,
    input: yearAsked,
    handle: balancePage,
  }),
]
