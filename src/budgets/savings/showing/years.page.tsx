import type { Ctx } from '#platform'
import { type FinancialYear, addPence, formatPounds, mayDo, noPence } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  EmptyState,
  Figures,
  FilterForm,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  defineRoute,
  page,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type ClosedYear, closedYears } from '../year/closed-years.view.ts'
import { conditionWords } from '../year/condition.ts'
import { type ClosedGroup, closeSums } from '../year/results.view.ts'
import { whenWords } from '../words/when.ts'
import { closeAddress, costAddress, incentivesAddress, ledgerAddress, newUseAddress, usesAddress } from './addresses.ts'
import { type By, byInput, optionalYear } from './savings-input.ts'
import { yearTable } from './year-table.view.ts'
import { forPage } from './year-tables.ts'
import { savingsYears } from './years.view.ts'

const share = (basisPoints: number): string => `${basisPoints / 100}%`

/** By whom and by which terms it was closed. */
const Closed = ({ close }: { close: ClosedYear }): ReactNode => (
  <p>
    {close.actor} closed {close.year} on {whenWords(close.at)}, against version {close.budgetVersion} of budget{' '}
    {close.budgetNo}. {share(close.terms.planned_share_basis_points)} of what was planned and{' '}
    {share(close.terms.windfall_share_basis_points)} of the rest is the practices’.{' '}
    {conditionWords[close.terms.condition]}
    {close.words ? ` Not everything was in: ${close.words}` : ''}
  </p>
)

function YearFiguresOf({ groups }: { groups: readonly ClosedGroup[] }): ReactNode {
  const sum = (of: (group: ClosedGroup) => number): ReturnType<typeof addPence> =>
    addPence(noPence, ...groups.map((group) => of(group) as typeof noPence))
  return (
    <Figures
      figures={[
        { label: 'Freed up', value: formatPounds(sum((each) => each.plannedPence + each.windfallPence)) },
        { label: 'Entitlement of practices', value: formatPounds(sum((each) => each.entitlementPence)) },
        { label: 'The commissioner’s share', value: formatPounds(sum((each) => each.commissionerPence)) },
        { label: 'Overspent by others', value: formatPounds(sum((each) => each.overspendPence)) },
      ]}
    />
  )
}

function Ways({ year }: { year: FinancialYear }): ReactNode {
  const { opens } = usePage()
  const ways = [
    { text: 'Uses of savings', href: usesAddress },
    { text: 'Propose a use', href: newUseAddress },
    { text: `Close ${year}`, href: closeAddress(year) },
    { text: 'Ledger of savings', href: ledgerAddress },
    { text: 'Incentive payments', href: incentivesAddress(year) },
    { text: 'Management cost', href: costAddress(year) },
  ]
  return (
    <ul className="app-choices__list" aria-label="Look closer">
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

const NotClosed = ({ year, mayClose }: { year: FinancialYear; mayClose: boolean }): ReactNode => (
  <EmptyState
    title={`${year} is not closed`}
    {...(mayClose && { action: { text: `See what closing ${year} would come to`, href: closeAddress(year) } })}
  >
    <p>
      What practices freed up in a year is known once freeze, credits and prescribing are in and the finance lead closes
      it, two to three months after its end. Uses can be proposed before.
    </p>
  </EmptyState>
)

async function yearPage(ctx: Ctx, asked: FinancialYear | undefined, by: By = 'practice'): Promise<Reply> {
  const { years, first } = await savingsYears(ctx)
  const year = asked ?? first
  const close = (await closedYears(ctx)).find((each) => each.year === year)
  const groups = await closeSums(ctx, year)
  const table = await yearTable(ctx, year, by)
  const options = [...new Set([year, ...years])].toSorted().toReversed()
  const word = (noun: string) => ctx.vocabulary.word(noun, 'short_many')
  const body = (
    <>
      <PageHeading caption={year}>Savings</PageHeading>
      <FilterForm action="/savings" label="Choose the year and how it is added up">
        <SelectField name="year" label="Year" value={year} options={options.map((value) => ({ value, text: value }))} />
        <SelectField
          name="by"
          label="By"
          value={by}
          options={[
            { value: 'practice', text: word('practice') },
            { value: 'group', text: word('group') },
            { value: 'commissioner', text: 'all together' },
          ]}
        />
        <Button kind="secondary">Show</Button>
      </FilterForm>
      {close ? (
        <>
          {ctx.scope.smallNumbers === 'shown' && <YearFiguresOf groups={groups} />}
          <DataTable table={forPage(table)} exportable={false} wholePounds empty="Nothing of it is yours to see." />
          {table.rows.length > 0 && <DownloadLinks table={table} label="Download, with every part" />}
          <Closed close={close} />
        </>
      ) : (
        <NotClosed year={year} mayClose={mayDo(ctx.scope, 'budget.set')} />
      )}
      <Ways year={year} />
    </>
  )
  return page({ title: `Savings ${year}`, body, tables: [table] })
}

export const yearRoute: Route = defineRoute({
  method: 'GET',
  path: '/savings',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: optionalYear, by: byInput }),
  nav: { text: 'Savings', order: 18 },
  handle: (ctx, { year, by }) => yearPage(ctx, year, by),
})
