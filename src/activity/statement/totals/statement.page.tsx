import type { Ctx } from '#platform'
import { formatMonth, mayDo } from '#shared'
import {
  DataTable,
  MonthPicker,
  PageHeading,
  type Reply,
  Warning,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { latestMonth, months as monthsThereAre } from '../months/months.view.ts'
import { monthAddress, statementAddress } from '../shape/addresses.ts'
import { type Filters, dimensions } from '../shape/dimension.ts'
import { filterInput, filtersFrom } from '../shape/filter-input.ts'
import { monthInput } from '../shape/month-input.ts'
import { AddedUpBy, NarrowedTo, StatementLinks } from './statement-choices.tsx'
import type { StatementQuestion } from './statement-table.ts'
import { type Statement, statement } from './statement.view.ts'

const choice = {
  by: z.enum(dimensions).default('practice'),
  ytd: z.enum(['1', '']).optional(),
  ...filterInput,
}

const Warnings = ({ warnings }: { warnings: readonly string[] }): ReactNode =>
  warnings.length > 0 && (
    <Warning heading="Not fully priced">
      {warnings.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Warning>
  )

/** What the box above already says need not stand below the table again; the downloads keep it. */
const quietly = (table: Statement): Statement => ({
  ...table,
  notes: (table.notes ?? []).filter((note) => !table.warnings.includes(note)),
})

/** Beside the year the month's lines without a price would not fit on a page; the month alone shows them. */
const withoutUnpriced = (table: Statement): Statement => ({
  ...table,
  columns: table.columns.filter(({ key }) => !key.startsWith('unpriced_')),
})

async function statementPage(ctx: Ctx, asked: StatementQuestion & { filters: Filters }): Promise<Reply> {
  const [found, months] = await Promise.all([statement(ctx, asked), monthsThereAre(ctx)])
  if (!found.ok)
    return found.code === 'no-month'
      ? notFound(found.message)
      : refusal(403, found.message, 'Not while small numbers are held back')
  const table: Statement = found.value
  const shown = asked.yearToDate ? withoutUnpriced(table) : table
  const carry = { by: asked.by, ...asked.filters, ...(asked.yearToDate ? { ytd: '1' } : {}) }
  const href = (month: typeof asked.month): string =>
    statementAddress(month, asked.by, asked.filters, asked.yearToDate ? { ytd: 1 } : {})
  const body = (
    <>
      <PageHeading caption={formatMonth(asked.month)}>Statement</PageHeading>
      <MonthPicker months={months} current={asked.month} action="/statements" href={href} carry={carry} />
      <AddedUpBy asked={asked} words={ctx.vocabulary} />
      <NarrowedTo asked={asked} words={ctx.vocabulary} />
      <Warnings warnings={table.warnings} />
      <DataTable
        table={quietly(shown)}
        wholePounds={asked.yearToDate || shown.heldBack !== undefined}
        empty="No lines were billed for this."
      />
      {asked.yearToDate && !shown.heldBack && <p>Shown in whole pounds; the downloads have the pence.</p>}
      <StatementLinks asked={asked} seesLines={mayDo(ctx.scope, 'line.read')} />
    </>
  )
  const breadcrumbs = [
    { text: 'Home', href: '/' },
    { text: formatMonth(asked.month), href: monthAddress(asked.month) },
  ]
  return page({ title: `Statement, ${formatMonth(asked.month)}`, body, tables: [shown], breadcrumbs })
}

export const statementRoute = defineRoute({
  method: 'GET',
  path: '/statements/:month',
  permission: 'statement.read',
  audit: null,
  input: z.object({ month: monthInput, ...choice }),
  handle: (ctx, { month, by, ytd, ...input }) =>
    statementPage(ctx, { month, by, yearToDate: ytd === '1', filters: filtersFrom(input) }),
})

/** The statement of the latest month, or of the month picked. */
export const statementChoiceRoute = defineRoute({
  method: 'GET',
  path: '/statements',
  permission: 'statement.read',
  audit: null,
  input: z.object({ month: monthInput.optional(), ...choice }),
  nav: { text: 'Statement', order: 2 },
  async handle(ctx, { month, by, ytd, ...input }) {
    const wanted = month ?? (await latestMonth(ctx))
    return redirect(wanted ? statementAddress(wanted, by, filtersFrom(input), ytd === '1' ? { ytd: 1 } : {}) : '/')
  },
})
