import type { Ctx } from '#platform'
import { type Month, addMonths, dayInLondon, formatMonth, monthOf, monthsThrough } from '#shared'
import {
  DataTable,
  DownloadLinks,
  Figures,
  MonthPicker,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
} from '#ui'
import { z } from 'zod'
import type { ReportDue } from '../reports/report.ts'
import { lateReports, reportsOf } from '../reports/reports.view.ts'
import { leadsAddress, reportsAddress } from './addresses.ts'
import { monthInput, optionalCode } from './lead-input.ts'
import { OwnerChoice } from './owner-choice.tsx'
import { lateOnPage, reportsOnPage, reportsTable } from './report-tables.ts'
import { noOwner, whoseLeads } from './whose.view.ts'

const counted = (due: readonly ReportDue[], state: ReportDue['state']): string =>
  String(due.filter((each) => each.state === state).length)

async function reportsPage(ctx: Ctx, asked: string | undefined, month: Month | undefined): Promise<Reply> {
  const whose = await whoseLeads(ctx, asked)
  if (!whose.ok) return notFound(noOwner().message)
  const { owner, owners } = whose.value
  const thisMonth = monthOf(dayInLondon(ctx.clock.now()))
  const shown = month ?? addMonths(thisMonth, -1)
  const due = await reportsOf(ctx, { owner: owner.code, month: shown })
  const late = await lateReports(ctx, { owner: owner.code })
  const table = reportsTable(due, 'lead-reports', `Reports of ${formatMonth(shown)}`)
  const lateTable = reportsTable(late, 'late-reports', 'Everything that is late')
  const body = (
    <>
      <PageHeading caption={owner.name}>Reports of leads, {formatMonth(shown)}</PageHeading>
      <OwnerChoice action="/leads/reports" owners={owners.seen} current={owner.code} carry={{ month: shown }} />
      <MonthPicker
        months={[...new Set([...monthsThrough(addMonths(thisMonth, -17), thisMonth), shown])].toSorted()}
        current={shown}
        action="/leads/reports"
        href={(at) => reportsAddress(owner.code, at)}
        carry={{ owner: owner.code }}
      />
      <Figures
        figures={[
          { label: 'Reported', value: counted(due, 'in') },
          { label: 'Not yet', value: counted(due, 'due') },
          { label: 'Late', value: counted(due, 'late') },
        ]}
      />
      <DataTable table={reportsOnPage(table)} exportable={false} empty="Nobody held a role in this month." />
      {table.rows.length > 0 && <DownloadLinks table={table} label="Download, with hours and objectives" />}
      {lateTable.rows.length > 0 && <DataTable table={lateOnPage(lateTable)} exportable={false} />}
    </>
  )
  const breadcrumbs = [{ text: 'Leads', href: leadsAddress(owner.code) }]
  return page({ title: `Reports of leads, ${formatMonth(shown)}`, body, tables: [table, lateTable], breadcrumbs })
}

export const reportsRoute: Route = defineRoute({
  method: 'GET',
  path: '/leads/reports',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner: optionalCode, month: monthInput.optional() }),
  handle: (ctx, { owner, month }) => reportsPage(ctx, owner, month),
})
