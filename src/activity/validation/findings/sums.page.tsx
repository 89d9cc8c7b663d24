import { monthsWithActivity } from '#activity/import'
import { formatMonth } from '#shared'
import { DataTable, EmptyState, MonthPicker, PageHeading, type Route, defineRoute, page, redirect } from '#ui'
import { z } from 'zod'
import { findingSumsAddress } from './addresses.ts'
import { monthInput } from './month-input.ts'
import { monthSums } from './sums.view.ts'

const breadcrumbs = [{ text: 'Home', href: '/' }]

const nothing = (
  <EmptyState title="Nothing was found">
    <p>Either every line of your practices is in order in this month, or it has not been checked yet.</p>
  </EmptyState>
)

export const sumsRoute = defineRoute({
  method: 'GET',
  path: '/finding-sums/:month',
  permission: 'finding.sums',
  audit: null,
  input: z.object({ month: monthInput }),
  async handle(ctx, { month }) {
    const [table, months] = await Promise.all([monthSums(ctx, { month }), monthsWithActivity(ctx)])
    const title = `Sums of findings, ${formatMonth(month)}`
    const body = (
      <>
        <PageHeading caption={formatMonth(month)}>Sums of findings</PageHeading>
        <MonthPicker
          months={months}
          current={month}
          action="/finding-sums"
          href={(other) => findingSumsAddress(other)}
        />
        {table.rows.length === 0 ? nothing : <DataTable table={table} />}
      </>
    )
    return page({ title, body, tables: [table], breadcrumbs })
  },
})

/** The sums of the latest month, or of the month picked. */
export const sumsChoiceRoute = defineRoute({
  method: 'GET',
  path: '/finding-sums',
  permission: 'finding.sums',
  audit: null,
  input: z.object({ month: monthInput.optional() }),
  nav: { text: 'Sums of findings', order: 7 },
  async handle(ctx, { month }) {
    const wanted = month ?? (await monthsWithActivity(ctx)).at(-1)
    return wanted
      ? redirect(findingSumsAddress(wanted))
      : page({
          title: 'Sums of findings',
          body: (
            <>
              <PageHeading>Sums of findings</PageHeading>
              {nothing}
            </>
          ),
          breadcrumbs,
        })
  },
})

export const sumsRoutes: readonly Route[] = [sumsChoiceRoute, sumsRoute]
