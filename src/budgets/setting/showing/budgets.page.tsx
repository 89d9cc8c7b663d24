import { type Envelope, findEnvelope, whoseYear } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type FinancialYear, type Table, formatPence, formatPounds, mayDo } from '#shared'
import { DataTable, EmptyState, Figures, PageHeading, type Reply, type Route, defineRoute, noInput, page } from '#ui'
import type { ReactNode } from 'react'
import type { BudgetHead } from '../versions/budget.ts'
import { listBudgets } from '../versions/budgets.view.ts'
import { adjustmentsAddress, budgetAddress, chooseAddress } from './addresses.ts'
import { budgetsTable } from './budgets-table.ts'
import { namesFor } from './names.view.ts'
import { nextWords, statusWords } from './status-words.ts'
import { yearsWithEnvelope } from './years.view.ts'

interface YearFacts {
  readonly year: FinancialYear
  readonly envelope: Envelope | undefined
  readonly heads: readonly BudgetHead[]
}

/** The budget of a year that is furthest on: the issued one, else what was proposed last. */
const foremost = (heads: readonly BudgetHead[]): BudgetHead | undefined =>
  heads.find(({ status }) => status === 'issued' || status === 'changed') ??
  heads.find(({ status }) => status === 'agreed' || status === 'proposed') ??
  heads.find(({ status }) => status === 'draft')

function YearSection({
  facts,
  group,
  maySet,
}: {
  facts: YearFacts
  group: (code: string) => string
  maySet: boolean
}): ReactNode {
  const { year, envelope, heads } = facts
  const head = foremost(heads)
  const figures = [
    ...(envelope
      ? [
          {
            label: 'Control total',
            value: formatPounds(envelope.controlTotalPence),
            note: `${formatPence(envelope.controlTotalPence)}: the envelope, less what is held back`,
          },
        ]
      : []),
    head
      ? {
          label: 'State',
          value: statusWords[head.status],
          note: nextWords(head, group),
          href: budgetAddress(head.budgetNo),
        }
      : { label: 'State', value: 'Nothing saved', note: 'Choose a method and save a draft.' },
  ]
  return (
    <section>
      <h2 className="nhsuk-heading-m">{year}</h2>
      <Figures figures={figures} />
      {maySet && envelope && (
        <p>
          <a href={chooseAddress(year)}>Compare the methods for {year}</a>.{' '}
          <a href={adjustmentsAddress(year)}>Adjust history</a>.
        </p>
      )}
    </section>
  )
}

/** What is next stands above for each year, and in the files. */
const onPage = (table: Table): Table => ({ ...table, columns: table.columns.filter(({ key }) => key !== 'next') })

function Body({
  years,
  table,
  group,
  maySet,
}: {
  years: readonly YearFacts[]
  table: Table
  group: (code: string) => string
  maySet: boolean
}): ReactNode {
  return (
    <>
      <PageHeading>Budgets</PageHeading>
      {years.length === 0 && (
        <EmptyState title="No budget yet">
          <p>
            {maySet
              ? 'Budgets are set from the year’s envelope: import it first, on the page of the envelope or by “locality import envelope”.'
              : 'There is nothing to see until a budget is proposed.'}
          </p>
        </EmptyState>
      )}
      {years.map((facts) => (
        <YearSection key={facts.year} facts={facts} group={group} maySet={maySet} />
      ))}
      {table.rows.length > 0 && <DataTable table={onPage(table)} />}
    </>
  )
}

async function budgetsPage(ctx: Ctx): Promise<Reply> {
  const maySet = mayDo(ctx.scope, 'budget.set')
  const [heads, names, commissioner] = await Promise.all([listBudgets(ctx), namesFor(ctx), whoseYear(ctx)])
  const withEnvelope = commissioner.ok && maySet ? await yearsWithEnvelope(ctx, commissioner.value) : []
  const years = [...new Set([...withEnvelope, ...heads.map(({ year }) => year)])].toSorted().toReversed()
  const facts = await Promise.all(
    years.map(async (year) => ({
      year,
      heads: heads.filter((head) => head.year === year),
      envelope: commissioner.ok ? await findEnvelope(ctx.db, { commissioner: commissioner.value, year }) : undefined,
    })),
  )
  const table = budgetsTable(heads, names.group)
  return page({
    title: 'Budgets',
    body: <Body years={facts} table={table} group={names.group} maySet={maySet} />,
    tables: [table],
  })
}

export const budgetsRoute: Route = defineRoute({
  method: 'GET',
  path: '/budgets',
  permission: 'budget.read',
  audit: null,
  input: noInput,
  nav: { text: 'Budgets', order: 2.5 },
  handle: (ctx) => budgetsPage(ctx),
})
