import { type Ctx, firstJournalDay } from '#platform'
import { type Month, dayInLondon, findMonth, formatMonth, monthOf, monthsThrough } from '#shared'
import { DataTable, EmptyState, MonthPicker, PageHeading, type Reply, defineRoute, notFound, page, redirect } from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type MonthReport, monthReport, reportTables } from './month-report.ts'
import { SignatureForm } from './signature-form.tsx'

const address = (month: Month): string => `/access-report/${month}`

/** Every month from the first record to the one that is running. */
async function monthsOf(ctx: Ctx): Promise<Month[]> {
  const now = monthOf(dayInLondon(ctx.clock.now()))
  const first = await firstJournalDay(ctx.db)
  const from = first ? monthOf(first) : now
  return monthsThrough(from < now ? from : now, now)
}

const month = z.string().transform((text, context): Month => {
  const found = findMonth(text)
  if (!found)
    context.addIssue({ code: 'custom', message: `“${text.slice(0, 20)}” is no month: write it like 2008-05.` })
  return found ?? z.NEVER
})

const Nobody = ({ of }: { of: Month }): ReactNode => (
  <EmptyState title={`Nobody opened an identity in ${formatMonth(of)}`}>
    <p>
      Whoever opens an identity, or asks whether a line is about somebody, would stand here with the reasons that they
      gave.
    </p>
  </EmptyState>
)

interface BodyProps {
  readonly report: MonthReport
  readonly months: readonly Month[]
}

function Body({ report, months }: BodyProps): ReactNode {
  const tables = reportTables(report)
  return (
    <>
      <PageHeading caption={formatMonth(report.month)}>Access report</PageHeading>
      <MonthPicker months={months} current={report.month} action="/access-report" href={address} />
      <p>
        Who opened patients’ identities or checked them, for which organisation and why, as the{' '}
        <a href="/journal?action=identity.">journal</a> has it. A name opens its records.
      </p>
      {report.access.length === 0 ? (
        <Nobody of={report.month} />
      ) : (
        <>
          <DataTable table={tables.access} />
          <DataTable table={tables.reasons} />
        </>
      )}
      <DataTable table={tables.refused} empty="Nothing that was asked for was refused in this month." />
      <DataTable table={tables.signIns} empty="No sign-in was refused in this month." />
      <SignatureForm month={report.month} head={report.head} />
    </>
  )
}

async function reportPage(ctx: Ctx, asked: Month): Promise<Reply> {
  const months = await monthsOf(ctx)
  if (!months.includes(asked)) {
    const span = `${formatMonth(months[0]!)} to ${formatMonth(months.at(-1)!)}`
    return notFound(`The journal holds no ${formatMonth(asked)}: it has ${span}.`)
  }
  const report = await monthReport(ctx, asked)
  const { access, reasons, refused, signIns } = reportTables(report)
  return page({
    title: `Access report, ${formatMonth(asked)}`,
    breadcrumbs: [{ text: 'Journal', href: '/journal' }],
    tables: [access, reasons, refused, signIns],
    body: <Body report={report} months={months} />,
  })
}

/** The month chosen, or the one that is running. */
export const accessReportsRoute = defineRoute({
  method: 'GET',
  path: '/access-report',
  permission: 'journal.read',
  audit: null,
  input: z.object({ month: month.optional() }),
  nav: { text: 'Access report', order: 81 },
  handle: async (ctx, asked) => redirect(address(asked.month ?? (await monthsOf(ctx)).at(-1)!)),
})

export const accessReportRoute = defineRoute({
  method: 'GET',
  path: '/access-report/:month',
  permission: 'journal.read',
  audit: 'access-report.read',
  input: z.object({ month }),
  handle: (ctx, asked) => reportPage(ctx, asked.month),
})
