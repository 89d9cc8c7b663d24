import { formatMonth } from '#shared'
import { DataTable, EmptyState, MonthPicker, PageHeading, type Route, defineRoute, page, redirect } from '#ui'
import { z } from 'zod'
import { reconciliation } from '../reconciliation/reconciliation.view.ts'
import { boardAddress, reconciliationAddress } from './addresses.ts'
import { reconciliationTable } from './month-tables.ts'
import { paymentMonths } from './months.view.ts'
import { namesFor } from './names.view.ts'
import { monthInput } from './payment-input.ts'

const chosenRoute = defineRoute({
  method: 'GET',
  path: '/reconciliation',
  permission: 'ledger.read',
  audit: null,
  input: z.object({ month: monthInput.optional() }),
  nav: { text: 'Reconciliation', order: 27 },
  async handle(ctx, { month }) {
    const wanted = month ?? (await paymentMonths(ctx)).latest
    if (wanted) return redirect(reconciliationAddress(wanted))
    const body = (
      <>
        <PageHeading>Reconciliation</PageHeading>
        <EmptyState title="There is no activity yet">
          <p>
            Import a month and what was invoiced for it: <code>locality import invoice-totals FILE</code>
          </p>
        </EmptyState>
      </>
    )
    return page({ title: 'Reconciliation', body })
  },
})

const monthRoute = defineRoute({
  method: 'GET',
  path: '/reconciliation/:month',
  permission: 'ledger.read',
  audit: null,
  input: z.object({ month: monthInput }),
  async handle(ctx, { month }) {
    const [rows, names, { months }] = await Promise.all([reconciliation(ctx, month), namesFor(ctx), paymentMonths(ctx)])
    const table = reconciliationTable(rows, names)
    const none = rows.every(({ differencePence }) => differencePence === null)
    const body = (
      <>
        <PageHeading caption="Invoice against lines">{formatMonth(month)}</PageHeading>
        <MonthPicker months={months} current={month} action="/reconciliation" href={reconciliationAddress} />
        {none && (
          <p>
            Nothing was invoiced for this month yet. Load the totals with{' '}
            <code>locality import invoice-totals FILE</code>.
          </p>
        )}
        <DataTable table={table} empty="Nothing was billed for this month." />
      </>
    )
    const breadcrumbs = [{ text: formatMonth(month), href: boardAddress(month) }]
    return page({ title: `Reconciliation, ${formatMonth(month)}`, body, tables: [table], breadcrumbs })
  },
})

export const reconciliationRoutes: readonly Route[] = [chosenRoute, monthRoute]
