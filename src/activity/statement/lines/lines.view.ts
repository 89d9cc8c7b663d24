import { monthsWithActivity } from '#activity/import'
import type { Ctx } from '#platform'
import { type Result, type Table, formatMonth, mayDo, ok } from '#shared'
import { filtersFrom } from '../shape/filter-input.ts'
import { monthNotes } from '../shape/month-notes.view.ts'
import { noSuchMonth } from '../shape/no-such-month.ts'
import { priceAge } from '../shape/price-age.view.ts'
import { sumsBy } from '../totals/sums-by.view.ts'
import { type SumColumns, type Sums, sumsFrom, totalOf } from '../totals/sums.ts'
import { type LineFacts, type LineKey, lineColumns, lineRow } from './line-row.ts'
import { type LinesQuestion, lineConditions, orderClause } from './lines-question.ts'
import { type LinesSource, linesSource } from './lines-source.view.ts'

export const linesPerPage = 50

/** The lines asked for, with no row read yet: what they add up to, and how to read them. */
export interface LinesFound {
  readonly question: LinesQuestion
  readonly source: LinesSource
  readonly sums: Sums
  readonly table: Table<LineKey>
  readonly warnings: readonly string[]
}

export interface LinesPage {
  readonly table: Table<LineKey>
  /** Of every line asked for, not of the page alone. */
  readonly sums: Sums
  readonly page: number
  readonly pages: number
  readonly warnings: readonly string[]
}

type Opened = Pick<LinesFound, 'question' | 'source'>

async function openLines(ctx: Ctx, question: LinesQuestion): Promise<Result<Opened, 'no-month'>> {
  const [known, source] = await Promise.all([monthsWithActivity(ctx), linesSource(ctx, question)])
  return known.includes(question.month) ? ok({ question, source }) : noSuchMonth(question.month, known)
}

async function sumUp(ctx: Ctx, { question, source }: Opened): Promise<LinesFound> {
  const [sums, age] = await Promise.all([sumsOf(ctx, question, source), priceAge(ctx.db)])
  const waiting = { lines: sums.waitingLines, billedPence: sums.waitingBilledPence }
  const { notes, warnings } = monthNotes(ctx, [source.files], waiting, age)
  const caption = `Lines billed for ${formatMonth(question.month)}`
  const columns = lineColumns(ctx.vocabulary)
  const table = { name: 'lines', caption, columns, rows: [], notes, published: 'never' } as const
  return { question, source, sums, table, warnings }
}

export async function findLines(ctx: Ctx, question: LinesQuestion): Promise<Result<LinesFound, 'no-month'>> {
  const opened = await openLines(ctx, question)
  return opened.ok ? ok(await sumUp(ctx, opened.value)) : opened
}

/** A question of codes alone is answered by the roll-up, ten times sooner than by the lines, for whoever may see sums. */
async function sumsOf(ctx: Ctx, question: LinesQuestion, source: LinesSource): Promise<Sums> {
  if (lineConditions(question).length > 0 || !mayDo(ctx.scope, 'statement.read'))
    return sumsFrom((await ctx.lake.read<SumColumns>(source.sums))[0]!)
  const rows = await sumsBy(ctx, [source.files], { by: 'month', filters: filtersFrom({ ...question }) })
  return totalOf(rows.map((row) => row.sums))
}

interface Stretch {
  readonly from: number
  readonly count: number
}

/** Reads a stretch of the lines found, in the order asked for, as the lake answers. */
export function readFacts(ctx: Ctx, { question, source }: Opened, stretch: Stretch): Promise<LineFacts[]> {
  const window = `LIMIT ${stretch.count} OFFSET ${stretch.from}`
  return ctx.lake.read<LineFacts>(`${source.rows} ${orderClause(question.order)} ${window}`)
}

/** The same as rows of the table, whose cells open what is behind them. */
export async function readLines(ctx: Ctx, opened: Opened, stretch: Stretch): Promise<Table<LineKey>['rows']> {
  const filters = filtersFrom({ ...opened.question })
  return (await readFacts(ctx, opened, stretch)).map((line) => lineRow(opened.question.month, line, filters))
}

const pageStretch = (page: number): Stretch => ({ from: (page - 1) * linesPerPage, count: linesPerPage })

/** The sums and the page asked for are read side by side; a page beyond the last is read again as the last. */
async function readPage(ctx: Ctx, opened: Opened, asked: number): Promise<LinesPage> {
  const wanted = Math.max(1, asked)
  const [{ table, sums, warnings }, read] = await Promise.all([
    sumUp(ctx, opened),
    readLines(ctx, opened, pageStretch(wanted)),
  ])
  const pages = Math.max(1, Math.ceil(sums.lines / linesPerPage))
  const page = Math.min(wanted, pages)
  const rows = page === wanted ? read : await readLines(ctx, opened, pageStretch(page))
  return { table: { ...table, rows }, sums, page, pages, warnings }
}

async function readAll(ctx: Ctx, opened: Opened): Promise<LinesPage> {
  const { table, sums, warnings } = await sumUp(ctx, opened)
  const rows = await readLines(ctx, opened, { from: 0, count: sums.lines })
  return {
    table: { ...table, rows },
    sums,
    page: 1,
    pages: Math.max(1, Math.ceil(rows.length / linesPerPage)),
    warnings,
  }
}

/** The lines of a month that were asked for: one page of them, or all when no page is named. */
export async function lines(
  ctx: Ctx,
  { page, ...question }: LinesQuestion & { page?: number },
): Promise<Result<LinesPage, 'no-month'>> {
  const opened = await openLines(ctx, question)
  if (!opened.ok) return opened
  return ok(page === undefined ? await readAll(ctx, opened.value) : await readPage(ctx, opened.value, page))
}
