import type { Ctx } from '#platform'
import { formatMonth } from '#shared'
import { type PageRequest, type Reply, defineRoute, download, notFound, page, redirect } from '#ui'
import { z } from 'zod'
import { latestMonth, months } from '../months/months.view.ts'
import { linesAddress, monthAddress } from '../shape/addresses.ts'
import { filterInput, filtersFrom } from '../shape/filter-input.ts'
import { monthInput, optionalText } from '../shape/month-input.ts'
import { LinesBody } from './lines-body.tsx'
import { lineChoices } from './line-choices.view.ts'
import { type LinesQuestion, lineOrders } from './lines-question.ts'
import { linesCsv, linesJson } from './lines-text.view.ts'
import { findLines, lines } from './lines.view.ts'

const choice = {
  ...filterInput,
  basis: optionalText,
  search: optionalText,
  order: z
    .enum(lineOrders)
    .or(z.literal(''))
    .optional()
    .transform((order) => order || undefined),
}

/** Every line asked for, as it is read: a list of a million lines is never held. */
async function wholeList(ctx: Ctx, question: LinesQuestion, format: 'csv' | 'json'): Promise<Reply> {
  const found = await findLines(ctx, question)
  if (!found.ok) return notFound(found.message)
  const body = format === 'csv' ? linesCsv(ctx, found.value) : linesJson(ctx, found.value)
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8'
  return download({ name: `lines-${question.month}.${format}`, type, body })
}

async function linesPage(ctx: Ctx, question: LinesQuestion & { page: number }, request: PageRequest): Promise<Reply> {
  if (request.format === 'csv' || request.format === 'json') return wholeList(ctx, question, request.format)
  const whole = request.format === 'xlsx' ? { page: undefined } : {}
  const [found, known, choices] = await Promise.all([
    lines(ctx, { ...question, ...whole }),
    months(ctx),
    lineChoices(ctx, question.month),
  ])
  if (!found.ok) return notFound(found.message)
  const body = (
    <LinesBody question={question} found={found.value} words={ctx.vocabulary} months={known} choices={choices} />
  )
  const title = `Lines, ${formatMonth(question.month)}, page ${found.value.page} of ${found.value.pages}`
  const breadcrumbs = [
    { text: 'Home', href: '/' },
    { text: formatMonth(question.month), href: monthAddress(question.month) },
  ]
  return page({ title, body, tables: [found.value.table], breadcrumbs })
}

const pageNumber = z.coerce.number().int().min(1).max(1_000_000).default(1)

export const linesRoute = defineRoute({
  method: 'GET',
  path: '/lines/:month',
  permission: 'line.read',
  audit: null,
  auditOfFile: 'line.pull',
  input: z.object({ month: monthInput, ...choice, page: pageNumber }),
  handle: (ctx, { month, basis, search, order, page: at, ...input }, request) =>
    linesPage(ctx, { month, basis, search, order, page: at, ...filtersFrom(input) }, request),
})

/** The lines of the latest month, or of the month picked. */
export const linesChoiceRoute = defineRoute({
  method: 'GET',
  path: '/lines',
  permission: 'line.read',
  audit: null,
  input: z.object({ month: monthInput.optional(), ...choice }),
  nav: { text: 'Lines', order: 3 },
  async handle(ctx, { month, basis, search, order, ...input }) {
    const wanted = month ?? (await latestMonth(ctx))
    return redirect(wanted ? linesAddress(wanted, filtersFrom(input), { basis, search, order }) : '/')
  },
})
