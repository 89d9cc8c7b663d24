import { monthsWithActivity } from '#activity/import'
import type { Ctx } from '#platform'
import { formatMonth } from '#shared'
import { EmptyState, type PageRequest, PageHeading, type Reply, defineRoute, page, redirect } from '#ui'
import { z } from 'zod'
import { findingsAddress } from './addresses.ts'
import { findingChoices, ruleTitles } from './finding-choices.view.ts'
import { FindingsBody } from './findings-body.tsx'
import { findingsInput, questionOf } from './findings-input.ts'
import type { FindingsQuestion } from './findings-question.ts'
import { findingsOnPage, findingsTable } from './findings-table.ts'
import { findings } from './findings.view.ts'
import { monthInput, pageNumber } from './month-input.ts'

const breadcrumbs = [{ text: 'Home', href: '/' }]

async function findingsPage(ctx: Ctx, question: FindingsQuestion, at: number, request: PageRequest): Promise<Reply> {
  const whole = request.format === 'html' ? { page: at } : {}
  const [found, months, choices] = await Promise.all([
    findings(ctx, { ...question, ...whole }),
    monthsWithActivity(ctx),
    findingChoices(ctx, question.month),
  ])
  const table = findingsTable(question.month, found.findings, found.totals, ctx.vocabulary)
  const shown = findingsOnPage(table, found.findings, ruleTitles())
  const body = (
    <FindingsBody
      question={question}
      found={found}
      table={shown}
      months={months}
      choices={choices}
      words={ctx.vocabulary}
    />
  )
  const title = `Findings, ${formatMonth(question.month)}, page ${found.page} of ${found.pages}`
  return page({ title, body, tables: [table], breadcrumbs })
}

export const findingsRoute = defineRoute({
  method: 'GET',
  path: '/findings/:month',
  permission: 'finding.read',
  audit: null,
  auditOfFile: 'finding.pull',
  input: z.object({ month: monthInput, ...findingsInput, page: pageNumber }),
  handle: (ctx, { month, page: at, ...input }, request) => findingsPage(ctx, questionOf(month, input), at, request),
})

/** The findings of the latest month, or of the month picked. */
export const findingsChoiceRoute = defineRoute({
  method: 'GET',
  path: '/findings',
  permission: 'finding.read',
  audit: null,
  input: z.object({ month: monthInput.optional(), ...findingsInput }),
  nav: { text: 'Findings', order: 5 },
  async handle(ctx, { month, ...input }) {
    const wanted = month ?? (await monthsWithActivity(ctx)).at(-1)
    if (wanted) {
      const { month: _month, ...narrowed } = questionOf(wanted, input)
      return redirect(findingsAddress(wanted, narrowed))
    }
    const body = (
      <>
        <PageHeading>Findings</PageHeading>
        <EmptyState title="Nothing was found yet">
          <p>No month has been taken in yet. A contract manager imports a hospital’s bill, prices it and checks it.</p>
        </EmptyState>
      </>
    )
    return page({ title: 'Findings', body, breadcrumbs })
  },
})
