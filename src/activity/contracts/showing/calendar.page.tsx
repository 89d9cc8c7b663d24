import type { Ctx } from '#platform'
import { type PlainDate, type Table, dayInLondon, formatDate } from '#shared'
import { DataTable, Details, EmptyState, PageHeading, type Reply, defineRoute, noInput, page } from '#ui'
import { bankHolidays } from '../calendar/bank-holidays.view.ts'
import { calendarMonths } from '../calendar/calendar.view.ts'
import { contractCrumbs } from './addresses.ts'
import { calendarTable } from './tables.ts'

function holidaysTable(): Table {
  const { names } = bankHolidays()
  return {
    name: 'bank-holidays',
    caption: 'Bank holidays in England',
    columns: [
      { key: 'day', label: 'Day', kind: 'date' },
      { key: 'name', label: 'Name', kind: 'text' },
    ],
    rows: Object.entries(names).map(([day, name]) => ({ day: day as PlainDate, name })),
    notes: ['Working days are Monday to Friday without these. Nothing is counted beyond the years that are listed.'],
  }
}

async function calendarPage(ctx: Ctx): Promise<Reply> {
  const now = ctx.clock.now()
  const table = calendarTable(await calendarMonths(ctx), now)
  const holidays = holidaysTable()
  const body = (
    <>
      <PageHeading caption={`Today is ${formatDate(dayInLondon(now))}`}>Calendar of flex and freeze</PageHeading>
      {table.rows.length === 0 ? (
        <EmptyState title="No calendar was loaded yet" action={{ text: 'Load a calendar', href: '/contract-files' }}>
          <p>Nothing is said to be late until the dates are known. A contract manager loads them, a year at a time.</p>
        </EmptyState>
      ) : (
        <DataTable table={table} />
      )}
      <Details summary="Bank holidays">
        <DataTable table={holidays} sortable={false} />
      </Details>
    </>
  )
  return page({ title: 'Calendar', body, tables: [table, holidays], breadcrumbs: contractCrumbs })
}

export const calendarRoute = defineRoute({
  method: 'GET',
  path: '/calendar',
  permission: 'contract.read',
  audit: null,
  input: noInput,
  handle: calendarPage,
})
