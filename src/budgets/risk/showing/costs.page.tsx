import { whoseYear, yearInput } from '#budgets/envelope'
import { type Ctx, enqueueJob } from '#platform'
import { type FinancialYear, formatDate, dayInLondon, mayDo } from '#shared'
import {
  Button,
  DataTable,
  EmptyState,
  Form,
  Inset,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { addingUpRequest } from '../costs/add-up-costs.command.ts'
import { type Costs, costsMark, costsOf } from '../costs/costs.view.ts'
import { coveredLines, podsOf } from '../costs/covered.view.ts'
import { termsOf } from '../terms/terms.view.ts'
import { riskAddress } from './addresses.ts'
import { costsTable } from './costs-table.ts'
import { namesFor } from './names.view.ts'
import { RiskLinks } from './risk-links.tsx'
import { yearAsked } from './risk-input.ts'

const AddUp = ({ year, again }: { year: FinancialYear; again: boolean }): ReactNode => (
  <Form action={riskAddress(year, 'costs')}>
    <Button kind={again ? 'secondary' : 'primary'}>{again ? 'Add up again' : 'Add up what patients cost'}</Button>
  </Form>
)

const Empty = ({ year }: { year: FinancialYear }): ReactNode => (
  <EmptyState title={`What patients cost in ${year} is not added up yet`}>
    <p>
      It is needed for the stop-loss and for what is excluded. The product adds it up by pseudonym, under the terms that
      hold, and keeps sums by practice alone.
    </p>
  </EmptyState>
)

/** Whether the terms, or the lines of the budget, are others than those under which it was added up. */
async function isOld(ctx: Ctx, asked: { commissioner: string; year: FinancialYear }, costs: Costs): Promise<boolean> {
  const set = await termsOf(ctx, asked)
  return set !== undefined && costs.mark !== costsMark(set.terms, podsOf(await coveredLines(ctx, asked, set.terms)))
}

async function costsPage(ctx: Ctx, { year, commissioner }: z.output<typeof yearAsked>): Promise<Reply> {
  const whose = await whoseYear(ctx, commissioner)
  if (!whose.ok) return notFound(whose.message)
  const asked = { commissioner: whose.value, year }
  const costs = await costsOf(ctx, asked)
  const table = costs && costsTable(year, costs, await namesFor(ctx))
  const old = costs && ctx.scope.practices === 'all' && (await isOld(ctx, asked, costs))
  const body = (
    <>
      <PageHeading caption={year}>What patients cost</PageHeading>
      <RiskLinks year={year} here="costs" />
      {costs && <p>Added up on {formatDate(dayInLondon(costs.at))}, with what was known then.</p>}
      {old && (
        <Inset>
          <p>
            The terms or the budget changed since. Until it is added up again no stop-loss and no exclusion is counted
            in claims.
          </p>
        </Inset>
      )}
      {table ? (
        <DataTable table={table} empty="None of the practices that you see had any activity." />
      ) : (
        <Empty year={year} />
      )}
      {mayDo(ctx.scope, 'budget.set') && <AddUp year={year} again={costs !== undefined} />}
    </>
  )
  return page({
    title: `What patients cost, ${year}`,
    body,
    tables: table ? [table] : [],
    breadcrumbs: [{ text: 'Risk', href: riskAddress(year) }],
  })
}

const costsRoute = defineRoute({
  method: 'GET',
  path: '/risk/:year/costs',
  permission: 'budget.read',
  audit: null,
  input: yearAsked,
  handle: costsPage,
})

const addUpRoute = defineRoute({
  method: 'POST',
  path: '/risk/:year/costs',
  permission: 'budget.set',
  audit: 'risk.costs',
  input: z.object({ year: yearInput }),
  async handle(ctx, { year }) {
    const whose = await whoseYear(ctx)
    if (!whose.ok) return notFound(whose.message)
    return redirect(`/runs/${await enqueueJob(ctx, addingUpRequest({ commissioner: whose.value, year }))}`)
  },
})

export const costsRoutes: readonly Route[] = [costsRoute, addUpRoute]
