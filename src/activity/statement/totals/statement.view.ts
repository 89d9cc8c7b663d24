import { type Ctx } from '#platform'
import { type Month, type Result, type Table, financialYearOf, formatMonth, monthOfYear, ok, toMonth } from '#shared'
import { monthsWithActivity } from '#activity/import'
import { type Dimension, type Filters, dimensionLabel, nameWithoutCode } from '../shape/dimension.ts'
import { membershipsOver } from '../shape/membership.view.ts'
import { type MonthFiles, monthFiles } from '../shape/month-files.view.ts'
import { monthNotes } from '../shape/month-notes.view.ts'
import { type Names, namesOf } from '../shape/names.view.ts'
import { membershipJoin, narrowing, whereAll } from '../shape/narrowing.ts'
import { noSuchMonth } from '../shape/no-such-month.ts'
import { rollUpSource, rollUpSums } from './roll-up.view.ts'
import { type StatementEntry, type StatementKey, statementColumns, statementRow, statementTotals } from './statement-row.ts'
import { statementCaption, yearNote } from './statement-words.ts'
import { type SumColumns, sumsFrom, totalOf, worstFirst } from './sums.ts'

export interface StatementQuestion {
  readonly month: Month
  readonly by: Dimension
  readonly yearToDate?: boolean
  readonly filters?: Filters
}

export type Statement = Table<StatementKey> & {
  /** What must be said aloud, beside the notes: months not priced, or priced before something newer came. */
  readonly warnings: readonly string[]
}

const codeColumns: Record<Dimension, string> = {
  practice: 'x.practice',
  group: 'm.member_group',
  provider: 'x.provider',
  pod: 'x.pod',
  month: 'x.month',
}

/**
 * What was billed in a month and what it should have cost, added up by one dimension. The rows foot to the lines
 * to the penny: what carries no code is a row of its own. Refused when nothing was imported for the month.
 */
export async function statement(ctx: Ctx, question: StatementQuestion): Promise<Result<Statement, 'no-month'>> {
  const known = await monthsWithActivity(ctx.db)
  if (!known.includes(question.month)) return noSuchMonth(question.month, known)
  const yearly = question.by === 'month' || (question.yearToDate ?? false)
  const months = yearly ? known.filter((month) => inYearTo(month, question.month)) : [question.month]
  const files = await Promise.all(months.map((month) => monthFiles(ctx.db, month)))
  const [rows, names] = await Promise.all([sumRows(ctx, question, files), namesOf(ctx)])
  const entries = rows.map((row) => entryFrom(ctx, question, row, names))
  return ok(await statementTable(ctx, question, files, entries))
}

const inYearTo = (month: Month, last: Month): boolean =>
  month <= last && month >= monthOfYear(financialYearOf(last), 1)

async function sumRows(ctx: Ctx, question: StatementQuestion, files: readonly MonthFiles[]): Promise<SumColumns[]> {
  const source = rollUpSource(ctx.lake, files)
  if (!source) return []
  const { by, filters = {} } = question
  const needsGroups = by === 'group' || filters.group !== undefined
  const spans = needsGroups ? await membershipsOver(ctx.db, files.map((file) => file.month)) : []
  const thisMonth = by === 'month' ? undefined : `x.month = '${question.month}'`
  return ctx.lake.read<SumColumns>(
    `SELECT ${codeColumns[by]} AS code, ${rollUpSums('', thisMonth)}, ${rollUpSums('ytd_')}
     FROM ${source} AS x ${needsGroups ? membershipJoin(spans) : ''}
     ${whereAll(narrowing(filters, ctx.scope))} GROUP BY 1`,
  )
}

function entryFrom(ctx: Ctx, question: StatementQuestion, row: SumColumns, names: Names): StatementEntry {
  const code = row['code'] === null ? null : String(row['code'])
  const name = code === null ? nameWithoutCode(question.by, ctx.vocabulary) : entryName(question.by, code, names)
  const yearSums = question.yearToDate && question.by !== 'month' ? { yearSums: sumsFrom(row, 'ytd_') } : {}
  return { code, name, sums: sumsFrom(row), ...yearSums }
}

const entryName = (by: Dimension, code: string, names: Names): string =>
  by === 'month' ? formatMonth(toMonth(code)) : by === 'pod' ? names.pod(code) : names.organisation(code)

/** Months go in their order; anything else worst first, by the year when the year is asked for. */
function inOrder(by: Dimension, entries: readonly StatementEntry[]): StatementEntry[] {
  if (by === 'month') return entries.toSorted((one, other) => ((one.code ?? '') < (other.code ?? '') ? -1 : 1))
  return entries.toSorted((one, other) => worstFirst(one.sums, other.sums) || codeOrder(one, other))
}

const codeOrder = (one: StatementEntry, other: StatementEntry): number =>
  (one.code ?? '') < (other.code ?? '') ? -1 : 1

async function statementTable(
  ctx: Ctx, question: StatementQuestion, files: readonly MonthFiles[], entries: readonly StatementEntry[],
): Promise<Statement> {
  const { month, by, filters = {}, yearToDate = false } = question
  const frame = { month, by, filters }
  const showsYear = yearToDate && by !== 'month'
  const { notes, warnings } = await monthNotes(ctx, files)
  const yearSums = showsYear ? totalOf(entries.flatMap((entry) => entry.yearSums ?? [])) : undefined
  return {
    name: 'statement',
    caption: statementCaption(question, ctx.vocabulary),
    columns: statementColumns(dimensionLabel(by, ctx.vocabulary), showsYear),
    rows: inOrder(by, entries).map((entry) => statementRow(frame, entry)),
    totals: statementTotals(frame, totalOf(entries.map((entry) => entry.sums)), yearSums),
    notes: [...notes, ...(files.length > 1 ? [yearNote(files.map((file) => file.month), month)] : [])],
    warnings,
  }
}
