import type { Ctx } from '#platform'
import { type FinancialYear, dayInLondon, financialYearOf, formatPence, toFinancialYear } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  FilterForm,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  defineRoute,
  notFound,
  page,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type Hours, hoursByRole } from '../reports/hours.view.ts'
import { leadsAddress } from './addresses.ts'
import { optionalCode, yearInput } from './lead-input.ts'
import { fundingTable, hoursOnPage, hoursTable } from './report-tables.ts'
import { noOwner, whoseLeads } from './whose.view.ts'

/** This year and the two before it. */
function yearsTo(now: FinancialYear): FinancialYear[] {
  const first = Number(now.slice(0, 4))
  return [0, 1, 2].map((back) => {
    const at = first - back
    return toFinancialYear(`${at}/${String((at + 1) % 100).padStart(2, '0')}`)
  })
}

const Rates = ({ policy }: Pick<Hours, 'policy'>): ReactNode =>
  policy ? (
    <p>
      An hour of a manager is paid {formatPence(policy.manager_hour.pounds)}, a session of a general practitioner{' '}
      {formatPence(policy.session.pounds)}. Each month is reckoned at the rates of its own day.
    </p>
  ) : (
    <p>No rates are known for this time, so time is counted and no money.</p>
  )

async function hoursPage(ctx: Ctx, asked: string | undefined, of: FinancialYear | undefined): Promise<Reply> {
  const whose = await whoseLeads(ctx, asked)
  if (!whose.ok) return notFound(noOwner().message)
  const { owner, owners } = whose.value
  const now = financialYearOf(dayInLondon(ctx.clock.now()))
  const year = of ?? now
  const hours = await hoursByRole(ctx, { owner: owner.code, year })
  const [table, funding] = [hoursTable(hours), fundingTable(hours)]
  const body = (
    <>
      <PageHeading caption={`${owner.name}, ${year}`}>Hours of leads and what they cost</PageHeading>
      <FilterForm action="/leads/hours" label="Choose whose, and the year">
        <SelectField
          name="owner"
          label="Of"
          value={owner.code}
          options={owners.seen.map(({ code, name }) => ({ value: code, text: `${name} (${code})` }))}
        />
        <SelectField
          name="year"
          label="Year"
          value={year}
          options={[...new Set([year, ...yearsTo(now)])].map((value) => ({ value, text: value }))}
        />
        <Button kind="secondary">Show</Button>
      </FilterForm>
      <Rates policy={hours.policy} />
      <DataTable table={hoursOnPage(table)} exportable={false} empty="No role was held in this year." />
      {table.rows.length > 0 && <DownloadLinks table={table} label="Download, with sessions and hours apart" />}
      {funding.rows.length > 0 && <DataTable table={funding} sortable={false} />}
    </>
  )
  const breadcrumbs = [{ text: 'Leads', href: leadsAddress(owner.code) }]
  return page({ title: `Hours of leads, ${year}`, body, tables: [table, funding], breadcrumbs })
}

export const hoursRoute: Route = defineRoute({
  method: 'GET',
  path: '/leads/hours',
  permission: 'programme.read',
  audit: null,
  input: z.object({ owner: optionalCode, year: yearInput.optional() }),
  handle: (ctx, { owner, year }) => hoursPage(ctx, owner, year),
})
