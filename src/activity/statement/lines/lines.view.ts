import { monthsWithActivity } from '#activity/import'
import { type Ctx } from '#platform'
import { type Result, type Table, formatMonth, ok } from '#shared'
import { type Filters } from '../shape/dimension.ts'
import { monthNotes } from '../shape/month-notes.view.ts'
import { noSuchMonth } from '../shape/no-such-month.ts'
import { type SumColumns, type Sums, sumsFrom } from '../totals/sums.ts'
import { type LineFacts, type LineKey, lineColumns, lineRow, lineTotals } from './line-row.ts'
import { type LinesQuestion, orderClause } from './lines-question.ts'
import { type LinesSource, linesSource } from './lines-source.view.ts'

export const linesPerPage = 50

export interface LinesPage {
  readonly table: Table<LineKey>
  /** Of every line asked for, not of the page alone. */
  readonly sums: Sums
  readonly page: number
  readonly pages: number
  readonly warnings: readonly string[]
}

/** The lines of a month that were asked for: one page of them, or all when no page is named. */
export async function lines(
  ctx: Ctx, question: LinesQuestion & { page?: number },
): Promise<Result<LinesPage, 'no-month'>> {
  const known = await monthsWithActivity(ctx.db)
  if (!known.includes(question.month)) return noSuchMonth(question.month, known)
  const source = await linesSource(ctx, question)
  const sums = sumsFrom((await ctx.lake.read<SumColumns>(source.sums))[0] ?? {})
  const pages = Math.max(1, Math.ceil(sums.lines / linesPerPage))
  const page = Math.min(Math.max(1, question.page ?? 1), pages)
  const facts = await readFacts(ctx, question, source, question.page === undefined ? undefined : page)
  const { notes, warnings } = await monthNotes(ctx, [source.files])
  const table = { ...linesTable(ctx, question, facts), totals: lineTotals(sums), notes }
  return ok({ table, sums, page, pages, warnings })
}

const readFacts = (ctx: Ctx, question: LinesQuestion, source: LinesSource, page?: number): Promise<LineFacts[]> => {
  const window = page === undefined ? '' : `LIMIT ${linesPerPage} OFFSET ${(page - 1) * linesPerPage}`
  return ctx.lake.read<LineFacts>(`${source.rows} ${orderClause(question.order)} ${window}`)
}

const linesTable = (ctx: Ctx, question: LinesQuestion, facts: readonly LineFacts[]): Table<LineKey> => ({
  name: 'lines',
  caption: `Lines billed for ${formatMonth(question.month)}`,
  columns: lineColumns(ctx.vocabulary),
  rows: facts.map((line) => lineRow(question.month, line, filtersOf(question))),
})

const filtersOf = ({ practice, group, provider, pod }: LinesQuestion): Filters => ({ practice, group, provider, pod })
