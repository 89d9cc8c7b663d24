import type { Owners } from '#organisations'
import type { Ctx } from '#platform'
import { type Table, addMonths, dayInLondon, financialYearOf, formatDate, mayDo, monthOf } from '#shared'
import {
  DataTable,
  DownloadLinks,
  EmptyState,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { lateReports } from '../reports/reports.view.ts'
import { listRoles } from '../roles/roles.view.ts'
import { hoursAddress, newRoleAddress, personsAddress, reportsAddress, skillsAddress } from './addresses.ts'
import { optionalCode } from './lead-input.ts'
import { OwnerChoice } from './owner-choice.tsx'
import { lateOnPage, reportsTable } from './report-tables.ts'
import { endingsTable, rolesOnPage, rolesTable } from './role-tables.ts'
import { noOwner, whoseLeads } from './whose.view.ts'

/** Where to go on from here, for one owner. */
function Ways({ owner, today }: { owner: string; today: ReturnType<typeof dayInLondon> }): ReactNode {
  const { opens } = usePage()
  const ways = [
    { text: 'Add a role', href: newRoleAddress(owner) },
    { text: 'Monthly reports', href: reportsAddress(owner, addMonths(monthOf(today), -1)) },
    { text: 'Hours and what they cost', href: hoursAddress(owner, financialYearOf(today)) },
    { text: 'Skills and what is missing', href: skillsAddress(owner) },
    { text: 'Persons', href: personsAddress(owner) },
  ]
  return (
    <ul className="app-choices__list" aria-label="Go on">
      {ways
        .filter(({ href }) => opens(href))
        .map(({ text, href }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
    </ul>
  )
}

async function tablesOf(ctx: Ctx, owners: Owners, owner: string | undefined) {
  const on = dayInLondon(ctx.clock.now())
  const names = new Map(owners.seen.map(({ code, name }) => [code, name]))
  const roles = await listRoles(ctx, owner === undefined ? {} : { owner })
  const shown = owner === undefined ? owners.seen.map(({ code }) => code) : [owner]
  const late = []
  for (const code of shown) late.push(...(await lateReports(ctx, { owner: code })))
  return {
    roles: rolesTable(
      roles.filter(({ isClosed }) => !isClosed),
      on,
      (code) => names.get(code) ?? code,
    ),
    endings: endingsTable(roles, on),
    late: reportsTable(late, 'late-reports', 'Reports that are late'),
  }
}

const NoRoles = ({ owner }: { owner: string }): ReactNode => (
  <EmptyState title="No role is written down yet" action={{ text: 'Add a role', href: newRoleAddress(owner) }}>
    <p>
      A role has a purpose, duties, objectives and the skills it asks for. Whoever holds it reports each month against
      its objectives.
    </p>
  </EmptyState>
)

/** A table that is left out where there is nothing in it. */
const Unless = ({ table }: { table: Table }): ReactNode =>
  table.rows.length === 0 ? null : <DataTable table={table} exportable={false} />

async function leadsPage(ctx: Ctx, asked: string | undefined): Promise<Reply> {
  const whose = await whoseLeads(ctx, asked)
  if (!whose.ok) return notFound(noOwner().message)
  const { owner, owners } = whose.value
  const today = dayInLondon(ctx.clock.now())
  const { roles, endings, late } = await tablesOf(ctx, owners, asked)
  const isOfOne = asked !== undefined || owners.seen.length === 1
  const body = (
    <>
      <PageHeading caption={formatDate(today)}>Who leads on what</PageHeading>
      <OwnerChoice action="/leads" owners={owners.seen} current={asked ?? ''} all="All of them" />
      {roles.rows.length === 0 ? (
        mayDo(ctx.scope, 'lead.appoint') ? (
          <NoRoles owner={owner.code} />
        ) : (
          <p>No role is written down yet.</p>
        )
      ) : (
        <>
          <DataTable table={rolesOnPage(roles, isOfOne)} exportable={false} />
          <DownloadLinks table={roles} label="Download, with hours and pay" />
        </>
      )}
      <Unless table={endings} />
      <Unless table={lateOnPage(late)} />
      <Ways owner={owner.code} today={today} />
    </>
  )
  return page({ title: 'Who leads on what', body, tables: [roles, endings, late] })
}

export const leadsRoute: Route = defineRoute({
  method: 'GET',
  path: '/leads',
  permission: 'programme.read',
  audit: null,
  nav: { text: 'Leads', order: 18.6 },
  input: z.object({ owner: optionalCode }),
  handle: (ctx, { owner }) => leadsPage(ctx, owner),
})
