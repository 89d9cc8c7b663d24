import { whoseYear } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, formatPence, toPence } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  EmptyState,
  FilterForm,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  Inset,
  PageHeading,
  type Reply,
  type Route,
  SelectField,
  TextField,
  Warning,
  defineRoute,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { closeYear } from '../year/close-year.command.ts'
import { conditionWords, withheldWords } from '../year/condition.ts'
import { findYearFacts } from '../year/find-year-facts.view.ts'
import { type ClosePreview, closePreview, withheldTogether } from '../year/preview.view.ts'
import { savingsAddress } from './addresses.ts'
import { checksTable, previewOnPage, previewTable } from './close-tables.ts'
import { namesFor } from './names.view.ts'
import { code, optionalYear, sha, words, yearInput } from './savings-input.ts'
import { savingsYears } from './years.view.ts'

interface Asked {
  readonly year: FinancialYear | undefined
  readonly commissioner?: string | undefined
}

const Confirm = ({ preview }: { preview: ClosePreview }): ReactNode => {
  const { facts, results, terms } = preview
  const total = (of: (result: (typeof results)[number]) => number) =>
    formatPence(toPence(results.reduce((sum, result) => sum + of(result), 0)))
  const withheld = withheldTogether(preview)
  const warns = facts.checks.filter(({ state }) => state === 'warn')
  return (
    <Form action="/savings/close">
      <Warning heading={`Closing ${facts.year} cannot be taken back`}>
        <p>
          {total((each) => each.freedUpPence)} was freed up; {total((each) => each.entitlementPence)} of it becomes
          entitlement of practices. {total((each) => each.overspendPence)} was overspent and is carried.
        </p>
        {withheld && <p>{withheldWords(withheld)}</p>}
        <p>{conditionWords[terms.condition]} What is wrong later is put right by later entries of the ledger.</p>
      </Warning>
      <HiddenField name="commissioner" value={facts.commissioner} />
      <HiddenField name="year" value={facts.year} />
      <HiddenField name="seen" value={preview.seenSha} />
      {warns.length > 0 && (
        <TextField
          name="words"
          label="Why it is closed although not everything is in"
          hint="It is kept, and shown with the year."
        />
      )}
      <Button kind="warning">Close {facts.year}</Button>
    </Form>
  )
}

const Choose = ({ year, years }: { year: FinancialYear; years: readonly FinancialYear[] }): ReactNode => (
  <>
    <PageHeading caption={year}>Close the year</PageHeading>
    <FilterForm action="/savings/close" label="Choose the year">
      <SelectField
        name="year"
        label="Year"
        value={year}
        options={[...new Set([year, ...years])].map((value) => ({ value, text: value }))}
      />
      <Button kind="secondary">Show</Button>
    </FilterForm>
  </>
)

async function closePage(
  ctx: Ctx,
  asked: Asked,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const commissioner = await whoseYear(ctx, asked.commissioner)
  if (!commissioner.ok) return refusal(404, commissioner.message)
  const { years, first } = await savingsYears(ctx)
  const year = asked.year ?? first
  const facts = await findYearFacts(ctx, { commissioner: commissioner.value, year })
  const crumbs = [{ text: `Savings ${year}`, href: savingsAddress(year) }]
  const choose = <Choose year={year} years={years} />
  const plain = (body: ReactNode): Reply => page({ title: `Close ${year}`, body, breadcrumbs: crumbs, ...problem })
  if (!facts)
    return plain(
      <>
        {choose}
        <EmptyState title={`No budget of ${year} was issued`}>
          <p>Savings are what practices spent less than they were given: issue a budget first.</p>
        </EmptyState>
      </>,
    )
  const preview = await closePreview(ctx, facts)
  if (!preview.ok)
    return plain(
      <>
        {choose}
        <Inset>
          <p>{preview.message}</p>
        </Inset>
      </>,
    )
  const checks = checksTable(facts.checks)
  const table = previewTable(preview.value, await namesFor(ctx))
  const isRefused = facts.checks.some(({ state }) => state === 'refuse')
  const body = (
    <>
      {choose}
      <DataTable table={checks} sortable={false} />
      <DataTable table={previewOnPage(table)} exportable={false} wholePounds />
      <DownloadLinks table={table} label="Download the preview, with every part" />
      {isRefused ? (
        <Inset>
          <p>{year} can be closed once everything that refuses it is in.</p>
        </Inset>
      ) : (
        <Confirm preview={preview.value} />
      )}
    </>
  )
  return page({ title: `Close ${year}`, body, tables: [checks, table], breadcrumbs: crumbs, ...problem })
}

const showRoute = defineRoute({
  method: 'GET',
  path: '/savings/close',
  permission: 'budget.set',
  audit: null,
  input: z.object({ year: optionalYear }),
  handle: (ctx, { year }) => closePage(ctx, { year }),
})

const closeRoute = defineRoute({
  method: 'POST',
  path: '/savings/close',
  permission: 'budget.set',
  audit: 'savings.close',
  input: z.object({ commissioner: code, year: yearInput, seen: sha, words }),
  async handle(ctx, { commissioner, year, seen, words: why }) {
    const done = await closeYear(ctx, { commissioner, year, seenSha: seen, words: why }, findYearFacts)
    if (done.ok) return redirect(savingsAddress(year), `${year} is closed.`)
    if (done.code === 'not-allowed') return refusal(404, done.message)
    const field = done.code === 'no-words' || done.code === 'names-patient' ? 'words' : 'form'
    return closePage(ctx, { year, commissioner }, { errors: { [field]: done.message }, values: { words: why } })
  },
})

export const closeRoutes: readonly Route[] = [showRoute, closeRoute]
