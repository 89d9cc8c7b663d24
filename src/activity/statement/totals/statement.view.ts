import { monthsWithActivity } from '#activity/import'
import type { Ctx } from '#platform'
import { type Month, type Result, type Table, financialYearOf, monthOfYear, ok } from '#shared'
import { type MonthFiles, monthFiles } from '../shape/month-files.view.ts'
import { monthNotes } from '../shape/month-notes.view.ts'
import { type Waiting, standingNotes } from '../shape/month-words.ts'
import { namesOf } from '../shape/names.view.ts'
import { noSuchMonth } from '../shape/no-such-month.ts'
import { priceAge } from '../shape/price-age.view.ts'
import type { StatementKey } from './statement-row.ts'
import { type StatementQuestion, entriesFrom, statementTable } from './statement-table.ts'
import { yearNote } from './statement-words.ts'
import type { CodeSums } from './sums-by.ts'
import { sumsBy } from './sums-by.view.ts'
import { totalOf } from './sums.ts'

export type Statement = Table<StatementKey> & {
  /** What must be said aloud, beside the notes: months not priced, or priced before something newer came. */
  readonly warnings: readonly string[]
}

/**
 * What was billed in a month and what it should have cost, added up by one dimension. The rows foot to the lines
 * to the penny: what carries no code is a row of its own. Refused when nothing was imported for the month.
 */
export async function statement(ctx: Ctx, question: StatementQuestion): Promise<Result<Statement, 'no-month'>> {
  const known = await monthsWithActivity(ctx)
  if (!known.includes(question.month)) return noSuchMonth(question.month, known)
  const files = await filesAsked(ctx, question, known)
  const [sums, names, age] = await Promise.all([sumsAsked(ctx, question, files), namesOf(ctx), priceAge(ctx.db)])
  const table = statementTable(ctx, question, entriesFrom(ctx, question, sums, names))
  const said = monthNotes(ctx, files, waitingOf(sums), age)
  const year =
    files.length > 1
      ? [
          yearNote(
            files.map((file) => file.month),
            question.month,
          ),
        ]
      : []
  return ok({ ...table, notes: [...said.notes, ...year, ...standingNotes], warnings: said.warnings })
}

function waitingOf(rows: readonly CodeSums[]): Waiting {
  const { waitingLines, waitingBilledPence } = totalOf(rows.map((row) => row.sums))
  return { lines: waitingLines, billedPence: waitingBilledPence }
}

function filesAsked(ctx: Ctx, question: StatementQuestion, known: readonly Month[]): Promise<MonthFiles[]> {
  const first = monthOfYear(financialYearOf(question.month), 1)
  const wholeYear = question.by === 'month' || question.yearToDate
  const months = wholeYear ? known.filter((month) => first <= month && month <= question.month) : [question.month]
  return Promise.all(months.map((month) => monthFiles(ctx, month)))
}

const sumsAsked = (
  ctx: Ctx,
  { by, filters, month }: StatementQuestion,
  files: readonly MonthFiles[],
): Promise<CodeSums[]> => sumsBy(ctx, files, { by, filters, month: by === 'month' ? undefined : month })
