import type { Ctx } from '#platform'
import { type FinancialYear, formatPounds } from '#shared'
import {
  DataTable,
  EmptyState,
  Figures,
  FilterForm,
  Button,
  PageHeading,
  type Reply,
  type Route,
  TextField,
  defineRoute,
  page,
  redirect,
  refusal,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type Envelope, findEnvelope } from '../year/envelope.view.ts'
import { whoseYear } from '../year/whose-year.view.ts'
import { envelopeYears } from '../year/years.view.ts'
import { envelopeAddress, fairSharesAddress, inputsAddress, topSlicesAddress } from './addresses.ts'
import { envelopeTable, topSlicesTable } from './envelope-tables.ts'
import { yearInput } from './year-input.ts'

const ChooseYear = ({ year }: { year?: FinancialYear }): ReactNode => (
  <FilterForm action="/envelope" label="Choose a year">
    <TextField name="year" label="Financial year" hint="Like 2008/09" value={year} width={10} />
    <Button kind="secondary">Show the year</Button>
  </FilterForm>
)

/** The latest year that has an envelope, or the year that was asked for. */
const chosenRoute = defineRoute({
  method: 'GET',
  path: '/envelope',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearInput.optional() }),
  nav: { text: 'Envelope', order: 29 },
  async handle(ctx, { year }) {
    const whose = await whoseYear(ctx)
    if (!whose.ok) return refusal(404, whose.message)
    const wanted = year ?? (await envelopeYears(ctx.db, whose.value))[0]
    if (wanted) return redirect(envelopeAddress(wanted))
    const body = (
      <>
        <PageHeading>Envelopes</PageHeading>
        <EmptyState title="There is no envelope yet">
          <p>Choose the year, then send its money by service line (envelope.csv: line, amount, scope).</p>
        </EmptyState>
        <ChooseYear />
      </>
    )
    return page({ title: 'Envelopes', body })
  },
})

const Links = ({ year }: { year: FinancialYear }): ReactNode => {
  const { opens } = usePage()
  const links = [
    { href: inputsAddress(year), text: 'Files, lists, need and costs by age' },
    { href: topSlicesAddress(year), text: 'Set top-slices' },
    { href: fairSharesAddress(year), text: 'Fair shares' },
  ]
  return (
    <ul className="nhsuk-list">
      {links
        .filter(({ href }) => opens(href))
        .map(({ href, text }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
    </ul>
  )
}

const EnvelopeBody = ({ envelope }: { envelope: Envelope }): ReactNode => (
  <>
    <Figures
      figures={[
        { label: 'Envelope', value: formatPounds(envelope.totalPence), note: 'All lines' },
        { label: 'Practices hold', value: formatPounds(envelope.inPence), note: 'Lines that are in' },
        {
          label: 'Top-sliced',
          value: formatPounds(envelope.topSlicedPence),
          note: 'Held back before anything is shared',
        },
        { label: 'Control total', value: formatPounds(envelope.controlTotalPence), note: 'What all budgets add up to' },
      ]}
    />
    <Links year={envelope.year} />
    <DataTable table={envelopeTable(envelope)} />
    <DataTable table={topSlicesTable(envelope)} empty="Nothing is held back." />
  </>
)

async function envelopePage(ctx: Ctx, year: FinancialYear): Promise<Reply> {
  const whose = await whoseYear(ctx)
  if (!whose.ok) return refusal(404, whose.message)
  const envelope = await findEnvelope(ctx.db, { commissioner: whose.value, year })
  const body = (
    <>
      <PageHeading caption={year}>Envelope</PageHeading>
      {envelope ? (
        <EnvelopeBody envelope={envelope} />
      ) : (
        <EmptyState
          title={`There is no envelope for ${year} yet`}
          action={{ text: 'Send the envelope', href: inputsAddress(year) }}
        >
          <p>It is a file of lines, amounts and whether practices hold them: envelope.csv with line, amount, scope.</p>
        </EmptyState>
      )}
      <ChooseYear year={year} />
    </>
  )
  const tables = envelope ? [envelopeTable(envelope), topSlicesTable(envelope)] : []
  return page({ title: `Envelope, ${year}`, body, tables, breadcrumbs: [{ text: 'Envelopes', href: '/envelope' }] })
}

const yearRoute = defineRoute({
  method: 'GET',
  path: '/budgets/:year/envelope',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: yearInput }),
  handle: (ctx, { year }) => envelopePage(ctx, year),
})

export const envelopeRoutes: readonly Route[] = [chosenRoute, yearRoute]
