import { monthsWithActivity } from '#activity/import'
import { type Ctx } from '#platform'
import { type Result, type Table, formatMonth, ok } from '#shared'
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

export async function findLines(ctx: Ctx, question: LinesQuestion): Promise<Result<LinesFound, 'no-month'>> {
  const known = await monthsWithActivity(ctx.db)
  if (!known.includes(question.month)) return noSuchMonth(question.month, known)
  const source = await linesSource(ctx, question)
  const [sums, age] = await Promise.all([sumsOf(ctx, question, source), priceAge(ctx.db)])
  const waiting = { lines: sums.waitingLines, billedPence: sums.waitingBilledPence }
  const { notes, warnings } = monthNotes(ctx, [source.files], waiting, age)
  const caption = `Lines billed for ${formatMonth(question.month)}`
  const table = { name: 'lines', caption, columns: lineColumns(ctx.vocabulary), rows: [], notes }
  return ok({ question, source, sums, table, warnings })
}

/** A question of codes alone is answered by the roll-up, ten times sooner than by the lines. */
async function sumsOf(ctx: Ctx, question: LinesQuestion, source: LinesSource): Promise<Sums> {
  if (lineConditions(question).length > 0) return sumsFrom((await ctx.lake.read<SumColumns>(source.sums))[0]!)
  const rows = await sumsBy(ctx, [source.files], { by: 'month', filters: filtersFrom({ ...question }) })
  return totalOf(rows.map((row) => row.sums))
}

/** Reads a stretch of the lines found, in the order asked for, as the lake answers. */
export function readFacts(
  ctx: Ctx,
  { question, source }: LinesFound,
  stretch: { from: number; count: number },
): Promise<LineFacts[]> {
  const window = `LIMIT ${stretch.count} OFFSET ${stretch.from}`
  return ctx.lake.read<LineFacts>(`${source.rows} ${orderClause(question.order)} ${window}`)
}

/** The same as rows of the table, whose cells open what is behind them. */
export async function readLines(
  ctx: Ctx,
  found: LinesFound,
  stretch: { from: number; count: number },
): Promise<Table<LineKey>['rows']> {
  const filters = filtersFrom({ ...found.question })
  return (await readFacts(ctx, found, stretch)).map((line) => lineRow(found.question.month, line, filters))
}

/** The lines of a month that were asked for: one page of them, or all when no page is named. */
export async function lines(
  ctx: Ctx,
  question: LinesQuestion & { page?: number },
): Promise<Result<LinesPage, 'no-month'>> {
  const found = await findLines(ctx, question)
  if (!found.ok) return found
  const { table, sums, warnings } = found.value
  const pages = Math.max(1, Math.ceil(sums.lines / linesPerPage))
  const page = Math.min(Math.max(1, question.page ?? 1), pages)
  const stretch =
    question.page === undefined
      ? { from: 0, count: sums.lines }
      : { from: (page - 1) * linesPerPage, count: linesPerPage }
  const rows = await readLines(ctx, found.value, stretch)
  return ok({ table: { ...table, rows }, sums, page, pages, warnings })
}
